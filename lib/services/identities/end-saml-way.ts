import { z } from "zod";
import type { Visit } from "../../auth/open-session";
import { seal, unseal } from "../../auth/sealed";
import { hashSecret } from "../../auth/secret";
import type { Database } from "../../db/client";
import { readAttributes } from "../../domain/connections/attributes";
import type { Said } from "../../domain/connections/claims";
import type { SamlSettings } from "../../domain/connections/saml";
import { WAY_MS, type WayProblem } from "../../domain/identities/way";
import { hearSaml } from "../../protocols/saml/saml";
import { findEnabled, serviceProviderOf } from "../connections/open-connection";
import { type Arrived, arrive } from "./parts/arrive";
import { sentAt } from "./parts/saml-request";
import { takeToken } from "./parts/used-token";
import { openWay } from "./parts/way";
import { wayProblemOf } from "./parts/way-problem";

/** For so long what a provider posted waits for the browser that began the way, in milliseconds. */
const PASSING_MS = 2 * 60_000;

const passedSchema = z.object({
  requestId: z.string(),
  issuer: z.string(),
  subject: z.string(),
  said: z.object({ email: z.string().nullable(), name: z.string().nullable(), groups: z.array(z.string()) }),
  sessionIndex: z.string().nullable(),
  shownAt: z.number(),
  until: z.number(),
});
type Passed = z.infer<typeof passedSchema>;

const placeOf = (connectionId: string): string => `what a provider posted for ${connectionId}`;

type Posted =
  | {
      readonly outcome: "passed";
      /** Sealed: it goes through the browser’s address, and opens here alone. */
      readonly passed: string;
      /** By which the browser finds its way. */
      readonly state: string;
    }
  | { readonly outcome: "refused"; readonly problem: WayProblem };

/**
 * Takes what a provider posts through a browser. The post comes from the provider's site and so without cookies: what it
 * proves is sealed, and passed on to a page of ours, which holds it against the way that the browser began.
 */
export async function hearPost(
  { db, now }: { readonly db: Database; readonly now: Date },
  { connectionId, response, origin }: { connectionId: string; response: string; origin: string },
): Promise<Posted> {
  const connection = await findEnabled(db, connectionId, "saml");
  if (!connection) return { outcome: "refused", problem: "off" };
  try {
    const proof = await hearSaml(serviceProviderOf(connection, origin), response, {
      sentAt: async (id) => sentAt(connectionId, id, now),
    });
    const { requestId, issuer, subject, attributes, sessionIndex, shownAt } = proof;
    const passed: Passed = {
      requestId,
      issuer,
      subject,
      said: ruledOf(readAttributes(attributes, connection.settings), connection.settings),
      sessionIndex,
      shownAt: shownAt.getTime(),
      until: now.getTime() + PASSING_MS,
    };
    return {
      outcome: "passed",
      passed: seal(JSON.stringify(passed), placeOf(connectionId)),
      state: requestId,
    };
  } catch (error) {
    return { outcome: "refused", problem: wayProblemOf(error, connectionId) };
  }
}

/** Of the groups, those that a row names: the rest says nothing here, and somebody may be in hundreds. */
function ruledOf({ groups, ...said }: Said, { roles, cohorts }: SamlSettings): Passed["said"] {
  const ruled = new Set([...roles, ...cohorts].map(({ value }) => value));
  return { ...said, groups: groups.filter((group) => ruled.has(group)) };
}

type CameBack = {
  readonly connectionId: string;
  /** What the browser kept; null where it has nothing of this way. */
  readonly way: string | null;
  readonly passed: string | null;
  readonly visit: Visit;
};

/** By which the browser's way is found; null for what nobody sealed here, and what is too old. */
export const stateOfPassed = (connectionId: string, passed: string | null, now: Date): string | null =>
  openPassed(connectionId, passed, now)?.requestId ?? null;

/** Takes somebody in who comes back from a provider of SAML: each answer once. */
export async function endSamlWay(
  on: { readonly db: Database; readonly now: Date },
  { connectionId, way: kept, passed: sealed, visit }: CameBack,
): Promise<Arrived> {
  const { db, now } = on;
  const way = openWay(kept, now);
  const passed = openPassed(connectionId, sealed, now);
  const purpose = way?.purpose ?? "sign-in";
  const refused = (problem: WayProblem): Arrived => ({ outcome: "refused", problem, purpose });
  if (!way || !passed || way.connectionId !== connectionId || way.asked.kind !== "saml")
    return refused("stale");
  if (way.asked.requestId !== passed.requestId) return refused("stale");
  const connection = await findEnabled(db, connectionId, "saml");
  if (!connection) return refused("off");
  const sent = sentAt(connectionId, passed.requestId, now);
  if (way.asked.anew && (sent === null || passed.shownAt < new Date(sent).getTime() - CLOCK_SKEW_MS)) {
    return refused("unproven");
  }
  const expiresAt = new Date(now.getTime() + 2 * WAY_MS);
  if (!(await takeToken(db, { hash: hashSecret(`${connectionId}\n${passed.requestId}`), expiresAt }))) {
    return refused("stale");
  }
  const { issuer, subject, said, sessionIndex } = passed;
  const proven = { subject: { issuer, subject }, said, providerSession: sessionIndex, idToken: null };
  return arrive(on, connection, way, proven, visit);
}

/** How far the provider's clock may be from ours, in milliseconds. */
const CLOCK_SKEW_MS = 60_000;

function openPassed(connectionId: string, text: string | null, now: Date): Passed | null {
  if (text === null) return null;
  try {
    const read = passedSchema.parse(JSON.parse(unseal(text, placeOf(connectionId))));
    return read.until > now.getTime() ? read : null;
  } catch {
    return null;
  }
}
