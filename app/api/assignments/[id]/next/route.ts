import { getAssignmentRun } from "@/lib/services/assignments/get-assignment-run";
import { succeed } from "@/lib/services/result";
import { respond, withActor } from "../../../_http/handle";

/**
 * The cases that come next for the player's queue: `?exclude=id,id&limit=3`. Empty once the assignment takes no more
 * answers.
 */
export function GET(
  request: Request,
  { params }: RouteContext<"/api/assignments/[id]/next">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const query = new URL(request.url).searchParams;
    const result = await getAssignmentRun(ctx, {
      id: (await params).id,
      exclude: query.get("exclude")?.split(",").filter(Boolean),
      limit: query.has("limit") ? Number(query.get("limit")) : undefined,
    });
    if (!result.ok) return respond(result);
    return respond(succeed({ cases: result.value.state === "running" ? result.value.cases : [] }));
  });
}
