import { readers } from "@/lib/contract/readers";
import { setRunShown } from "@/lib/services/readers/set-run-shown";
import { serve } from "../../../_http/serve";

export const PATCH = serve(readers.setShown, (ctx, { params, body }) => setRunShown(ctx, params.id, body));
