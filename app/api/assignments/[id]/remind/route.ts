import { assignments } from "@/lib/contract/assignments";
import { remindNotBegun } from "@/lib/services/assignments/remind-not-begun";
import { serve } from "../../../_http/serve";

export const POST = serve(assignments.remind, (ctx, { params }) => remindNotBegun(ctx, params.id));
