import { assignments } from "@/lib/contract/assignments";
import { beginAssignment } from "@/lib/services/assignments/begin-assignment";
import { serve } from "../../../_http/serve";

export const POST = serve(assignments.begin, (ctx, { params }) => beginAssignment(ctx, params.id));
