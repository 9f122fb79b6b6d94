import { assignments } from "@/lib/contract/assignments";
import { getAssignmentChoices } from "@/lib/services/assignments/get-assignment-choices";
import { serve } from "../../_http/serve";

export const GET = serve(assignments.choices, (ctx) => getAssignmentChoices(ctx));
