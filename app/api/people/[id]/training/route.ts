import { people } from "@/lib/contract/people";
import { setTraining } from "@/lib/services/people/set-training";
import { serve } from "../../../_http/serve";

export const POST = serve(people.setTraining, (ctx, { params, body }) => setTraining(ctx, params.id, body));
