import { deletePerson } from "@/lib/services/leaving/delete-person";
import { changePerson } from "@/lib/services/people/change-person";
import { getPerson } from "@/lib/services/people/get-person";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

type Place = RouteContext<"/api/people/[id]">;

export function GET(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => respond(await getPerson(ctx, (await params).id)));
}

export function PATCH(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await changePerson(ctx, (await params).id, read.body));
  });
}

export function DELETE(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await deletePerson(ctx, (await params).id, read.body));
  });
}
