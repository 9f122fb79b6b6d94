import { progress } from "@/lib/contract/progress";
import { getProgress } from "@/lib/services/progress/get-progress";
import { serve } from "../_http/serve";

export const GET = serve(progress.get, (ctx) => getProgress(ctx));
