import { people } from "@/lib/contract/people";
import { removeTraining } from "@/lib/services/people/remove-training";
import { serve } from "../../../../_http/serve";

export const DELETE = serve(people.removeTraining, (ctx, { params }) => removeTraining(ctx, params));
