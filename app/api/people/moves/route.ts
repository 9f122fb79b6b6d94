import { movePeople } from "@/lib/services/people/move-people";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

/** Moves residents; with `?preview=1` it only tells what would happen. */
export function POST(request: Request): Promise<Response> {
  const preview = new URL(request.url).searchParams.get("preview") === "1";
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await movePeople(ctx, read.body, { preview }));
  });
}
