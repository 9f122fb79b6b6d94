import { safePath } from "@/components/sign-in/safe-path";
import { findUserOfSession } from "@/lib/auth/actor";
import { isConfirmed } from "@/lib/auth/confirmed";
import { isLedByOwnPage } from "@/lib/auth/origin";
import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { purposeSchema } from "@/lib/domain/identities/way";
import { beginWay } from "@/lib/services/identities/begin-way";
import { currentVisit } from "../../../_server/device";
import { backTo } from "../../../_server/outside";
import { sentThere } from "../../../_server/way";
import { errorResponse } from "../../../api/_http/error-response";
import { ownAddressOf } from "../../../api/_http/own-address";

type RouteContext = { params: Promise<{ connection: string }> };

/** Sends the browser to a provider, where its person shows who they are. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  const query = new URL(request.url).searchParams;
  const purpose = purposeSchema.catch("sign-in").parse(query.get("purpose"));
  const [db, now] = [database(), new Date()];
  try {
    const { session = null } = await currentVisit();
    const asking = session && (await findUserOfSession(db, session.sessionId, now));
    // Another site may have signed the browser in there as somebody else: a link of theirs must not begin this.
    const isOwn = isLedByOwnPage({
      host: request.headers.get("x-forwarded-host") ?? request.headers.get("host"),
      referer: request.headers.get("referer"),
      fetchSite: request.headers.get("sec-fetch-site"),
    });
    if (purpose === "link" && !(isOwn && isConfirmed(asking?.confirmedAt, now)))
      return backTo(purpose, "stale");
    const begun = await beginWay(
      { db, now },
      {
        connectionId,
        purpose,
        next: safePath(query.get("next")),
        invitation: query.get("invitation"),
        session: asking ? session : null,
        origin: ownAddressOf(request.headers),
      },
    );
    if (begun.outcome === "refused") return backTo(purpose, begun.problem);
    return await sentThere(begun);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}
