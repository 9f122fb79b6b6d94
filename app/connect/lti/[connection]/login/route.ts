import { makeSecret } from "@/lib/auth/secret";
import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { answerPath, loginPath } from "@/lib/domain/connections/addresses";
import { t } from "@/lib/language/t";
import { beginLaunch, findFrame } from "@/lib/services/identities/begin-launch";
import { barePage, html } from "../../../../_server/bare-page";
import { backTo } from "../../../../_server/outside";
import { sentThere } from "../../../../_server/way";
import { errorResponse } from "../../../../api/_http/error-response";
import { ownAddressOf } from "../../../../api/_http/own-address";

type RouteContext = { params: Promise<{ connection: string }> };

/** Of a frame, browsers say so. One that says nothing is too old to be shown anything in a frame. */
const isFramed = ({ headers }: Request): boolean =>
  ["iframe", "frame", "embed", "object"].includes(headers.get("sec-fetch-dest") ?? "");

/** For so long it asks whether something was chosen, and how often, in milliseconds. */
const ASKS = { everyMs: 2_000, forMs: 2 * 60 * 60_000 };

// The window that opens has no way back to this frame: browsers keep cookies and messages of the two apart. It asks.
const script = (answerAddress: string): string => `
const until = Date.now() + ${ASKS.forMs};
async function ask() {
  const response = await fetch(${JSON.stringify(answerAddress)}).catch(() => null);
  if (response?.status === 200) {
    const { address, token } = await response.json();
    const form = document.body.appendChild(document.createElement("form"));
    form.method = "post";
    form.action = address;
    const field = form.appendChild(document.createElement("input"));
    field.type = "hidden";
    field.name = "JWT";
    field.value = token;
    form.submit();
  } else if (Date.now() < until) setTimeout(ask, ${ASKS.everyMs});
}
ask();`;

async function inFrame(connectionId: string, query: URLSearchParams): Promise<Response> {
  const shown = await findFrame(database(), connectionId);
  if (!shown) return backTo("sign-in", "off");
  const frame = makeSecret();
  const address = `${loginPath(connectionId)}?${new URLSearchParams([...query, ["frame", frame]])}`;
  return barePage({
    title: "Calot",
    body: html`<h1>Calot</h1><p>${t`Calot opens in a window of its own, where it has room for pictures. This page stays as it is.`}</p>
<p><a href="${address}" target="_blank">${t`Open Calot`}</a></p>`,
    script: script(`${answerPath(connectionId)}?frame=${frame}`),
    ancestors: [shown.site],
    formTo: [shown.site, "https:"],
  });
}

async function begin(request: Request, query: URLSearchParams, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  try {
    if (isFramed(request)) return await inFrame(connectionId, query);
    const begun = await beginLaunch(
      { db: database(), now: new Date() },
      { connectionId, query, origin: ownAddressOf(request.headers) },
    );
    if (begun.outcome === "refused") return backTo("sign-in", begun.problem);
    return await sentThere(begun);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}

/** A platform sends somebody here (third-party initiated login); it may do so by either method. */
export const GET = (request: Request, context: RouteContext): Promise<Response> =>
  begin(request, new URL(request.url).searchParams, context);

export const POST = async (request: Request, context: RouteContext): Promise<Response> =>
  begin(request, new URLSearchParams(await request.text()), context);
