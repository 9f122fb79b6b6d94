import { database } from "@/lib/db/served";
import { endProviderSessions } from "@/lib/services/identities/end-provider-sessions";
import { errorResponse } from "../../../../api/_http/error-response";

type RouteContext = { params: Promise<{ connection: string }> };

/** The most characters of a logout token. */
const MOST_LETTERS = 20_000;

const answer = (status: number, error?: string): Response =>
  error === undefined
    ? new Response(null, { status, headers: { "cache-control": "no-store" } })
    : Response.json({ error }, { status, headers: { "cache-control": "no-store" } });

/** A provider tells that it signed somebody out (OpenID Connect Back-Channel Logout 1.0). Its signature stands for it. */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  const form = new URLSearchParams(await request.text());
  const token = form.get("logout_token");
  if (!token || token.length > MOST_LETTERS) return answer(400, "invalid_request");
  try {
    const { outcome } = await endProviderSessions({ db: database(), now: new Date() }, connectionId, token);
    if (outcome === "away") return answer(503, "temporarily_unavailable");
    return outcome === "ended" ? answer(200) : answer(400, "invalid_request");
  } catch (error) {
    return errorResponse(error);
  }
}
