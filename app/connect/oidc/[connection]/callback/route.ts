import { cookies } from "next/headers";
import {
  cookieOptions,
  mintToken,
  sessionCookieName,
  strangerCookieName,
  TOKEN_SECONDS,
  wayCookieName,
} from "@/lib/auth/session";
import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { WAY_MS } from "@/lib/domain/identities/way";
import { endWay } from "@/lib/services/identities/end-way";
import { currentVisit, keepDevice } from "../../../../_server/device";
import { backTo, onward } from "../../../../_server/outside";
import { errorResponse } from "../../../../api/_http/error-response";

type RouteContext = { params: Promise<{ connection: string }> };

/** Takes the browser back from a provider. In place of its origin it is held against the way that it began itself. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  const query = new URL(request.url).searchParams;
  const jar = await cookies();
  const name = wayCookieName(query.get("state") ?? "");
  const way = jar.get(name)?.value ?? null;
  try {
    const visit = await currentVisit();
    const ended = await endWay({ db: database(), now: new Date() }, { connectionId, way, query, visit });
    if (way !== null) jar.delete({ name, ...cookieOptions() });
    switch (ended.outcome) {
      case "in": {
        const { userId, begun, next } = ended;
        const token = await mintToken({ userId, sessionId: begun.sessionId });
        jar.set(sessionCookieName(), token, { ...cookieOptions(), maxAge: TOKEN_SECONDS });
        await keepDevice(begun.device);
        return onward(next);
      }
      case "stranger":
        jar.set(strangerCookieName(), ended.stranger, { ...cookieOptions(), maxAge: WAY_MS / 1000 });
        return onward("/sign-in/link");
      case "linked":
        return onward("/account?linked");
      case "confirmed":
        return onward("/confirmed");
      case "refused":
        return backTo(ended.purpose, ended.problem);
    }
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}
