import { createAssignment } from "@/lib/services/assignments/create-assignment";
import { respond, withActor } from "../_http/handle";
import { jsonBody } from "../_http/json-body";

export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await createAssignment(ctx, read.body), 201);
  });
}
