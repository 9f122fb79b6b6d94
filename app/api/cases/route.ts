import { listCases } from "@/lib/services/cases/list-cases";
import { respond, withActor } from "../_http/handle";

export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const cursor = new URL(request.url).searchParams.get("cursor") ?? undefined;
    return respond(await listCases(ctx, { cursor }));
  });
}
