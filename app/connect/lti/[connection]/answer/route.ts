import { database } from "@/lib/db/served";
import { takeAnswerForFrame } from "@/lib/services/lti/take-answer";
import { errorResponse } from "../../../../api/_http/error-response";

type RouteContext = { params: Promise<{ connection: string }> };

/** What was chosen in the window that a frame opened: the frame's secret stands in place of a session. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection } = await params;
  const secret = new URL(request.url).searchParams.get("frame");
  try {
    const answer = await takeAnswerForFrame({ db: database(), now: new Date() }, connection, secret);
    const headers = { "cache-control": "no-store" };
    return answer ? Response.json(answer, { headers }) : new Response(null, { status: 204, headers });
  } catch (error) {
    return errorResponse(error);
  }
}
