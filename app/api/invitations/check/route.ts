import { checkList } from "@/lib/services/invitations/check-list";
import { respond, withActor } from "../../_http/handle";
import { listBody } from "../list-body";

export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await listBody(request);
    return "refusal" in read ? read.refusal : respond(await checkList(ctx, read.body));
  });
}
