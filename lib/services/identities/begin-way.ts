import { hashSecret } from "../../auth/secret";
import type { Claims } from "../../auth/session";
import type { Database } from "../../db/client";
import { redirectPath } from "../../domain/identities/addresses";
import { type Purpose, WAY_MS, type WayProblem } from "../../domain/identities/way";
import { secretSchema } from "../../domain/invitations/input";
import { askProvider } from "../../protocols/oidc";
import { askSaml } from "../../protocols/saml/saml";
import {
  type EnabledConnection,
  findDoor,
  providerOf,
  serviceProviderOf,
} from "../connections/open-connection";
import { makeRequestId } from "./parts/saml-request";
import { sealWay, type Way } from "./parts/way";
import { wayProblemOf } from "./parts/way-problem";

type Wish = {
  readonly connectionId: string;
  readonly purpose: Purpose;
  /** Where it leads in the end: a path of Calot's. */
  readonly next: string;
  /** An invitation's secret; null for none. */
  readonly invitation: string | null;
  /** Of who is signed in; null for nobody. */
  readonly session: Claims | null;
  /** Where browsers reach Calot. */
  readonly origin: string;
};

type Begun =
  | {
      readonly outcome: "to-provider";
      readonly address: string;
      /** What the browser keeps meanwhile, and by which name of its own. */
      readonly way: string;
      readonly state: string;
    }
  | { readonly outcome: "refused"; readonly problem: WayProblem };

type Sent = { readonly address: string; readonly state: string; readonly asked: Way["asked"] };

/** Sends somebody to a provider to show who they are. */
export async function beginWay(
  { db, now }: { readonly db: Database; readonly now: Date },
  { connectionId, purpose, next, invitation, session, origin }: Wish,
): Promise<Begun> {
  const connection = await findDoor(db, connectionId);
  if (!connection) return { outcome: "refused", problem: "off" };
  if (purpose !== "sign-in" && !session) return { outcome: "refused", problem: "stale" };
  // To the second: whoever stands before the screen now shows it now.
  const anew = purpose === "confirm";
  try {
    const { address, state, asked } =
      connection.kind === "saml"
        ? await sendBySaml(connection, { origin, anew, now })
        : await sendByOidc(connection, { origin, anew });
    const secret = secretSchema.safeParse(invitation ?? undefined).data;
    const way = sealWay({
      connectionId,
      purpose,
      asked,
      next,
      invitation: invitation === null ? null : hashSecret(secret ?? ""),
      session,
      until: now.getTime() + WAY_MS,
    });
    return { outcome: "to-provider", address, way, state };
  } catch (error) {
    return { outcome: "refused", problem: wayProblemOf(error, connectionId) };
  }
}

async function sendByOidc(
  connection: EnabledConnection<"oidc">,
  { origin, anew }: { readonly origin: string; readonly anew: boolean },
): Promise<Sent> {
  const redirectUri = `${origin}${redirectPath(connection.id)}`;
  const { address, asked } = await askProvider(await providerOf(connection), {
    scopes: connection.settings.scopes,
    redirectUri,
    ...(anew && { maxAge: 0 }),
  });
  return { address: address.href, state: asked.state, asked: { kind: "oidc", ...asked } };
}

async function sendBySaml(
  connection: EnabledConnection<"saml">,
  { origin, anew, now }: { readonly origin: string; readonly anew: boolean; readonly now: Date },
): Promise<Sent> {
  const requestId = makeRequestId(connection.id, now);
  const address = await askSaml(serviceProviderOf(connection, origin), { requestId, anew });
  return { address, state: requestId, asked: { kind: "saml", requestId, anew } };
}
