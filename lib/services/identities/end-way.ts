import type { Visit } from "../../auth/open-session";
import { seal } from "../../auth/sealed";
import type { Database } from "../../db/client";
import { readClaims, subjectOf } from "../../domain/connections/claims";
import type { WayProblem } from "../../domain/identities/way";
import { hearProvider } from "../../protocols/oidc";
import { findEnabled, providerOf } from "../connections/open-connection";
import { type Arrived, arrive } from "./parts/arrive";
import { openWay } from "./parts/way";
import { wayProblemOf } from "./parts/way-problem";

type CameBack = {
  readonly connectionId: string;
  /** What the browser kept; null where it has nothing of this way. */
  readonly way: string | null;
  /** What the provider sent it back with. */
  readonly query: URLSearchParams;
  readonly visit: Visit;
};

/** Takes somebody in who comes back from a provider of OpenID Connect. */
export async function endWay(
  on: { readonly db: Database; readonly now: Date },
  { connectionId, way: kept, query, visit }: CameBack,
): Promise<Arrived> {
  const way = openWay(kept, on.now);
  const purpose = way?.purpose ?? "sign-in";
  const refused = (problem: WayProblem): Arrived => ({ outcome: "refused", problem, purpose });
  if (!way || way.connectionId !== connectionId || way.asked.kind !== "oidc") return refused("stale");
  const connection = await findEnabled(on.db, connectionId, "oidc");
  if (!connection) return refused("off");
  let heard: Awaited<ReturnType<typeof hearProvider>>;
  try {
    heard = await hearProvider(await providerOf(connection), way.asked, query);
  } catch (error) {
    return refused(wayProblemOf(error, connectionId));
  }
  const { claims, providerSession, idToken } = heard;
  const proven = {
    subject: subjectOf(claims),
    said: readClaims(claims, connection.settings),
    providerSession,
    idToken: seal(idToken, `session by ${connectionId}`),
  };
  return arrive(on, connection, way, proven, visit);
}
