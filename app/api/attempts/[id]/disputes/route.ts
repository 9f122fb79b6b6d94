import { getAttemptDisputes } from "@/lib/services/disputes/get-attempt-disputes";
import { openDispute } from "@/lib/services/disputes/open-dispute";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

type RouteProps = RouteContext<"/api/attempts/[id]/disputes">;

export function GET(request: Request, { params }: RouteProps): Promise<Response> {
  return withActor(request, async (ctx) => respond(await getAttemptDisputes(ctx, (await params).id)));
}

export function POST(request: Request, { params }: RouteProps): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    return respond(await openDispute(ctx, (await params).id, read.body), 201);
  });
}
