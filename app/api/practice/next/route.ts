import { nextCases } from "@/lib/services/cases/next-cases";
import { succeed } from "@/lib/services/result";
import { respond, withActor } from "../../_http/handle";

/** The cases that come next for the player's queue: `?exclude=id,id&limit=3&again=1`. */
export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const query = new URL(request.url).searchParams;
    const result = await nextCases(ctx, {
      exclude: query.get("exclude")?.split(",").filter(Boolean),
      limit: query.has("limit") ? Number(query.get("limit")) : undefined,
      again: query.get("again") === "1",
    });
    return respond(result.ok ? succeed({ cases: result.value }) : result);
  });
}
