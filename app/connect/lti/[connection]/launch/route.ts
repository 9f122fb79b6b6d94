import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { arrivePath } from "@/lib/domain/connections/addresses";
import { hearLaunch } from "@/lib/services/identities/end-launch";
import { backTo, onward } from "../../../../_server/outside";
import { errorResponse } from "../../../../api/_http/error-response";

type RouteContext = { params: Promise<{ connection: string }> };

/**
 * Takes what a platform posts through a browser, from its own site: in place of an origin stand its signature, and the nonce that
 * a browser here began with.
 */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  const form = new URLSearchParams(await request.text());
  try {
    const posted = await hearLaunch({ db: database(), now: new Date() }, { connectionId, form });
    if (posted.outcome === "refused") return backTo("sign-in", posted.problem);
    const on = new URLSearchParams({ launch: posted.launchId, state: form.get("state") ?? "" });
    return onward(`${arrivePath(connectionId)}?${on}`);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}
