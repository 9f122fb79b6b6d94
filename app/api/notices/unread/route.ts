import { countUnread } from "@/lib/services/notices/count-unread";
import { respond, withActor } from "../../_http/handle";

export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => respond(await countUnread(ctx)));
}
