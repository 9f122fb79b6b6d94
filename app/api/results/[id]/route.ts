import { createHash } from "node:crypto";
import { getResults } from "@/lib/services/results/get-results";
import { withActor } from "../../_http/handle";
import { failureResponse } from "../../_http/problem";

/** An assignment's results. Asked again while nothing has changed, it answers 304: the page asks every few seconds. */
export function GET(request: Request, { params }: RouteContext<"/api/results/[id]">): Promise<Response> {
  return withActor(request, async (ctx) => {
    const results = await getResults(ctx, (await params).id);
    if (!results.ok) return failureResponse(results.failure);
    const body = JSON.stringify(results.value);
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    const headers = { etag, "cache-control": "private, no-cache" };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    return new Response(body, { headers: { ...headers, "content-type": "application/json" } });
  });
}
