import { database } from "@/lib/db/served";
import { scimPath } from "@/lib/domain/connections/addresses";
import { answerDirectory } from "@/lib/services/provisioning/answer-directory";
import { errorResponse } from "../../../../../api/_http/error-response";
import { ownAddressOf } from "../../../../../api/_http/own-address";

type RouteContext = { params: Promise<{ connection: string; path: string[] }> };

/** A directory keeps the people of its institution (SCIM 2.0). Its token stands for it, in place of a session and an origin. */
async function answer(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId, path } = await params;
  try {
    const { status, body, location } = await answerDirectory(
      { db: database(), now: new Date() },
      {
        connectionId,
        authorization: request.headers.get("authorization"),
        base: `${ownAddressOf(request.headers)}${scimPath(connectionId)}`,
        method: request.method,
        path,
        query: new URL(request.url).searchParams,
        body: () => request.json().catch(() => undefined),
      },
    );
    return new Response(body === null ? null : JSON.stringify(body), {
      status,
      headers: {
        "cache-control": "no-store",
        ...(body !== null && { "content-type": "application/scim+json; charset=utf-8" }),
        ...(location !== undefined && { location }),
        ...(status === 401 && { "www-authenticate": "Bearer" }),
      },
    });
  } catch (error) {
    return errorResponse(error);
  }
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
