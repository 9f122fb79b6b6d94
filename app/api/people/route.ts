import { listPeople } from "@/lib/services/people/list-people";
import { respond, withActor } from "../_http/handle";

export function GET(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return withActor(request, async (ctx) => respond(await listPeople(ctx, query)));
}
