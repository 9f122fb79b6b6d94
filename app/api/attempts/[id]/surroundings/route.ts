import { attempts } from "@/lib/contract/attempts";
import { getSurroundings } from "@/lib/services/attempts/get-surroundings";
import { serve } from "../../../_http/serve";

export const GET = serve(attempts.surroundings, (ctx, { params }) => getSurroundings(ctx, params.id));
