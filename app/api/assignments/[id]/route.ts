import { assignments } from "@/lib/contract/assignments";
import { changeAssignment } from "@/lib/services/assignments/change-assignment";
import { serve } from "../../_http/serve";

export const PUT = serve(assignments.change, (ctx, { params, body }) =>
  changeAssignment(ctx, params.id, body),
);
