import { z } from "zod";
import { hashSecret, makeSecret } from "../../auth/secret";
import type { Database } from "../../db/client";
import { launchPath } from "../../domain/connections/addresses";
import { WAY_MS, type WayProblem } from "../../domain/identities/way";
import { secretSchema } from "../../domain/invitations/input";
import { log } from "../../log";
import { askPlatform } from "../../protocols/lti/platform";
import { findEnabled } from "../connections/open-connection";
import { sealWay } from "./parts/way";

const askedSchema = z.object({
  iss: z.string().max(500),
  login_hint: z.string().min(1).max(5_000),
  lti_message_hint: z.string().max(20_000).optional(),
  client_id: z.string().max(300).optional(),
  lti_deployment_id: z.string().max(255).optional(),
});

type Begun =
  | {
      readonly outcome: "to-platform";
      readonly address: string;
      /** What the browser keeps meanwhile, and by which name of its own. */
      readonly way: string;
      readonly state: string;
    }
  | { readonly outcome: "refused"; readonly problem: WayProblem };

/** Sends somebody back to the platform that sent them here, to be told who they are (security framework, section 5.1.1). */
export async function beginLaunch(
  { db, now }: { readonly db: Database; readonly now: Date },
  { connectionId, query, origin }: { connectionId: string; query: URLSearchParams; origin: string },
): Promise<Begun> {
  const connection = await findEnabled(db, connectionId, "lti");
  if (!connection) return { outcome: "refused", problem: "off" };
  const { settings } = connection;
  const asked = askedSchema.safeParse(Object.fromEntries(query));
  const said = asked.data;
  const isKnown =
    said?.iss === settings.issuer &&
    (said.client_id ?? settings.clientId) === settings.clientId &&
    (said.lti_deployment_id === undefined || settings.deployments.includes(said.lti_deployment_id));
  if (!said || !isKnown) {
    log().warn(
      {
        connection: connectionId,
        iss: said?.iss,
        client: said?.client_id,
        deployment: said?.lti_deployment_id,
      },
      "A platform began a launch as another one than is entered.",
    );
    return { outcome: "refused", problem: "misconfigured" };
  }
  const [state, nonce] = [makeSecret(), makeSecret()];
  const address = askPlatform(settings, {
    redirectUri: `${origin}${launchPath(connectionId)}`,
    loginHint: said.login_hint,
    messageHint: said.lti_message_hint ?? null,
    state,
    nonce,
  });
  const frame = secretSchema.safeParse(query.get("frame") ?? undefined).data;
  const way = sealWay({
    connectionId,
    purpose: "sign-in",
    asked: { kind: "lti", state, nonce, frame: frame === undefined ? null : hashSecret(frame) },
    next: "/",
    invitation: null,
    session: null,
    until: now.getTime() + WAY_MS,
  });
  return { outcome: "to-platform", address, way, state };
}

/** What a frame of a platform's page shows is for its pages alone: their address, and what people know the platform by. */
export async function findFrame(
  db: Database,
  connectionId: string,
): Promise<{ readonly site: string; readonly name: string } | null> {
  const connection = await findEnabled(db, connectionId, "lti");
  return connection && { site: new URL(connection.settings.site).origin, name: connection.name };
}
