import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { endLaunch } from "@/lib/services/identities/end-launch";
import { currentVisit } from "../../../../_server/device";
import { arrivedResponse, wayOf } from "../../../../_server/way";
import { errorResponse } from "../../../../api/_http/error-response";

type RouteContext = { params: Promise<{ connection: string }> };

/** Takes the browser in that a platform posted through: here it brings the way that it began. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  const query = new URL(request.url).searchParams;
  const [state, launchId] = [query.get("state") ?? "", query.get("launch") ?? ""];
  try {
    const [way, visit] = await Promise.all([wayOf(state), currentVisit()]);
    const on = { db: database(), now: new Date() };
    return await arrivedResponse(await endLaunch(on, { connectionId, way, state, launchId, visit }), state);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}
