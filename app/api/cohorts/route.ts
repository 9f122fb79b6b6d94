import { people } from "@/lib/contract/people";
import { createCohort } from "@/lib/services/people/create-cohort";
import { listCohorts } from "@/lib/services/people/list-cohorts";
import { serve } from "../_http/serve";

export const GET = serve(people.cohorts, (ctx) => listCohorts(ctx));

export const POST = serve(people.createCohort, (ctx, { body }) => createCohort(ctx, body));
