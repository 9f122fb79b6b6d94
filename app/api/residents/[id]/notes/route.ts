import { addNote } from "@/lib/services/resident-notes/add-note";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

/** Writes a note about a resident. */
export function POST(
  request: Request,
  { params }: RouteContext<"/api/residents/[id]/notes">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await addNote(ctx, (await params).id, read.body), 201);
  });
}
