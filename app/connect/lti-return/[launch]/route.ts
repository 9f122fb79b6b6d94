import { t } from "@/lib/language/t";
import { takeOwnAnswer } from "@/lib/services/lti/take-answer";
import { barePage, html } from "../../../_server/bare-page";
import { found, signedIn } from "../../../_server/signed-in";

type RouteContext = { params: Promise<{ launch: string }> };

/** Sends what a teacher chose back to the platform, by a form that sends itself (deep linking 2.0, section 4.5). */
export async function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  const { launch } = await params;
  const ctx = await signedIn(`/connect/lti-return/${launch}`);
  const { address, token } = found(await takeOwnAnswer(ctx, launch));
  return barePage({
    title: "Calot",
    body: html`<form method="post" action="${address}"><input type="hidden" name="JWT" value="${token}">
<p>${t`Back to the course …`}</p><button>${t`Go on`}</button></form>`,
    script: "document.forms[0].submit();",
    formTo: [new URL(address).origin, "https:"],
  });
}
