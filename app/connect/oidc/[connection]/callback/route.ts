import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { endWay } from "@/lib/services/identities/end-way";
import { currentVisit } from "../../../../_server/device";
import { arrivedResponse, wayOf } from "../../../../_server/way";
import { errorResponse } from "../../../../api/_http/error-response";

type RouteContext = { params: Promise<{ connection: string }> };

/** Takes the browser back from a provider. In place of its origin it is held against the way that it began itself. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  const query = new URL(request.url).searchParams;
  const state = query.get("state") ?? "";
  try {
    const [way, visit] = await Promise.all([wayOf(state), currentVisit()]);
    const on = { db: database(), now: new Date() };
    return await arrivedResponse(await endWay(on, { connectionId, way, query, visit }), state);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}
