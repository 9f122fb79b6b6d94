import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { t } from "@/lib/language/t";
import { registerPlatform } from "@/lib/services/connections/register-platform";
import { barePage, html } from "../../_server/bare-page";
import { errorResponse } from "../../api/_http/error-response";
import { ownAddressOf } from "../../api/_http/own-address";

/** A learning platform opens an administrator's link to register Calot (dynamic registration 1.0). */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const configuration = query.get("openid_configuration") ?? "";
  try {
    const registered = await registerPlatform(
      { db: database(), now: new Date() },
      {
        link: query.get("link"),
        configuration,
        token: query.get("registration_token"),
        origin: ownAddressOf(request.headers),
      },
    );
    return await barePage({
      title: "Calot",
      body: html`<h1>Calot</h1><p>${
        registered.ok
          ? t`Calot is registered here. In Calot, open the connection “${registered.value.name}”: look through it, test it, and turn it on.`
          : registered.failure.detail
      }</p><p><button>${t`Close`}</button></p>`,
      // The platform waits for this word, and closes what it opened.
      script: `document.querySelector("button").onclick = () =>
  (window.opener || window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");`,
      // It can do nothing: whoever shows it has the link.
      ancestors: ["https:", ...(URL.canParse(configuration) ? [new URL(configuration).origin] : [])],
      formTo: ["'none'"],
    });
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}
