import { attempts } from "@/lib/contract/attempts";
import { lockPhase } from "@/lib/services/attempts/lock-phase";
import { serve } from "../_http/serve";

export const POST = serve(attempts.lock, (ctx, { body }) => lockPhase(ctx, body), { alongside: true });
