import { createCohort } from "@/lib/services/people/create-cohort";
import { listCohorts } from "@/lib/services/people/list-cohorts";
import { respond, withActor } from "../_http/handle";
import { jsonBody } from "../_http/json-body";

export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => respond(await listCohorts(ctx)));
}

export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await createCohort(ctx, read.body), 201);
  });
}
