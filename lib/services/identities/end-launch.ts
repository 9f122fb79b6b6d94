import type { Visit } from "../../auth/open-session";
import type { Database } from "../../db/client";
import { launchPagePath } from "../../domain/connections/addresses";
import type { WayProblem } from "../../domain/identities/way";
import { hearPlatform } from "../../protocols/lti/platform";
import { findEnabled } from "../connections/open-connection";
import { keepLaunch, takeKeptLaunch } from "../lti/keep-launch";
import { type Arrived, arrive } from "./parts/arrive";
import { openWay } from "./parts/way";
import { wayProblemOf } from "./parts/way-problem";

type Posted =
  | { readonly outcome: "kept"; readonly launchId: string }
  | { readonly outcome: "refused"; readonly problem: WayProblem };

/**
 * Takes what a platform posts through a browser. The post comes from the platform's site and so without cookies: what it proves
 * is kept, and a page of ours holds it against the way that the browser began.
 */
export async function hearLaunch(
  { db, now }: { readonly db: Database; readonly now: Date },
  { connectionId, form }: { readonly connectionId: string; readonly form: URLSearchParams },
): Promise<Posted> {
  const connection = await findEnabled(db, connectionId, "lti");
  if (!connection) return { outcome: "refused", problem: "off" };
  const token = form.get("id_token");
  if (!token) return { outcome: "refused", problem: form.has("error") ? "declined" : "unproven" };
  try {
    const { launch: claims, nonce } = await hearPlatform(connection.settings, token, now);
    const launchId = await keepLaunch(db, now, { connectionId: connection.id, nonce, claims });
    return launchId ? { outcome: "kept", launchId } : { outcome: "refused", problem: "stale" };
  } catch (error) {
    return { outcome: "refused", problem: wayProblemOf(error, connectionId) };
  }
}

type CameBack = {
  readonly connectionId: string;
  /** What the browser kept; null where it has nothing of this way. */
  readonly way: string | null;
  readonly state: string;
  readonly launchId: string;
  readonly visit: Visit;
};

/** Takes somebody in who comes from a platform: each launch once, and in the browser in which it began. */
export async function endLaunch(
  on: { readonly db: Database; readonly now: Date },
  { connectionId, way: kept, state, launchId, visit }: CameBack,
): Promise<Arrived> {
  const way = openWay(kept, on.now);
  const refused = (problem: WayProblem): Arrived => ({ outcome: "refused", problem, purpose: "sign-in" });
  if (!way || way.connectionId !== connectionId || way.asked.kind !== "lti" || way.asked.state !== state) {
    return refused("stale");
  }
  const connection = await findEnabled(on.db, connectionId, "lti");
  if (!connection) return refused("off");
  const { nonce, frame } = way.asked;
  const claims = await takeKeptLaunch(on.db, on.now, { id: launchId, connectionId, nonce, frame });
  if (!claims) return refused("stale");
  const { settings } = connection;
  const proven = {
    subject: { issuer: settings.issuer, subject: claims.subject },
    said: { email: claims.email, name: claims.name, groups: claims.roles },
    providerSession: null,
    idToken: null,
  };
  // A course makes nobody an administrator, and says nothing of cohorts.
  const door = { ...connection, settings: { ...settings, mayMakeAdmins: false, cohorts: [] } };
  return arrive(on, door, { ...way, next: launchPagePath(launchId) }, proven, visit);
}
