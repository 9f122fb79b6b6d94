import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { finishPath } from "@/lib/domain/connections/addresses";
import { hearPost } from "@/lib/services/identities/end-saml-way";
import { backTo, onward } from "../../../../_server/outside";
import { errorResponse } from "../../../../api/_http/error-response";
import { ownAddressOf } from "../../../../api/_http/own-address";

type RouteContext = { params: Promise<{ connection: string }> };

/**
 * Takes what a provider of SAML posts through a browser, from its own site: in place of an origin stand its signature and
 * the request that it answers.
 */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  const response = new URLSearchParams(await request.text()).get("SAMLResponse") ?? "";
  try {
    const on = { db: database(), now: new Date() };
    const posted = await hearPost(on, { connectionId, response, origin: ownAddressOf(request.headers) });
    return posted.outcome === "passed"
      ? onward(`${finishPath(connectionId)}?${new URLSearchParams({ passed: posted.passed })}`)
      : backTo("sign-in", posted.problem);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}
