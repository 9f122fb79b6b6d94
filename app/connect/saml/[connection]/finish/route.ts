import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { endSamlWay, stateOfPassed } from "@/lib/services/identities/end-saml-way";
import { currentVisit } from "../../../../_server/device";
import { arrivedResponse, wayOf } from "../../../../_server/way";
import { errorResponse } from "../../../../api/_http/error-response";

type RouteContext = { params: Promise<{ connection: string }> };

/** Takes the browser in that a provider of SAML posted through: here it brings the way that it began. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  const passed = new URL(request.url).searchParams.get("passed");
  const now = new Date();
  const state = stateOfPassed(connectionId, passed, now) ?? "";
  try {
    const [way, visit] = await Promise.all([wayOf(state), currentVisit()]);
    const arrived = await endSamlWay({ db: database(), now }, { connectionId, way, passed, visit });
    return await arrivedResponse(arrived, state);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}
