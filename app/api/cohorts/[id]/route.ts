import { people } from "@/lib/contract/people";
import { changeCohort } from "@/lib/services/people/change-cohort";
import { serve } from "../../_http/serve";

export const PATCH = serve(people.changeCohort, (ctx, { params, body }) =>
  changeCohort(ctx, params.id, body),
);
