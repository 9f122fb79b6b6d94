import { SealError } from "../../auth/sealed";
import { hashSecret } from "../../auth/secret";
import type { Claims } from "../../auth/session";
import type { Database } from "../../db/client";
import { type Purpose, WAY_MS, type WayProblem } from "../../domain/identities/way";
import { secretSchema } from "../../domain/invitations/input";
import { log } from "../../log";
import { askProvider } from "../../protocols/oidc";
import { providerError } from "../../protocols/oidc-problem";
import { findEnabled, providerOf } from "../connections/open-connection";
import { sealWay } from "./parts/way";

type Wish = {
  readonly connectionId: string;
  readonly purpose: Purpose;
  /** Where it leads in the end: a path of Calot's. */
  readonly next: string;
  /** An invitation's secret; null for none. */
  readonly invitation: string | null;
  /** Of who is signed in; null for nobody. */
  readonly session: Claims | null;
  /** Where the provider sends people back to. */
  readonly redirectUri: string;
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

/** Sends somebody to a provider to show who they are. */
export async function beginWay(
  { db, now }: { readonly db: Database; readonly now: Date },
  { connectionId, purpose, next, invitation, session, redirectUri }: Wish,
): Promise<Begun> {
  const connection = await findEnabled(db, connectionId, "oidc");
  if (!connection) return { outcome: "refused", problem: "off" };
  if (purpose !== "sign-in" && !session) return { outcome: "refused", problem: "stale" };
  try {
    const { address, asked } = await askProvider(await providerOf(connection), {
      scopes: connection.settings.scopes,
      redirectUri,
      // To the second: whoever stands before the screen now shows it now.
      ...(purpose === "confirm" && { maxAge: 0 }),
    });
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
    return { outcome: "to-provider", address: address.href, way, state: asked.state };
  } catch (error) {
    return { outcome: "refused", problem: wayProblemOf(error, connectionId) };
  }
}

/** What is told of what a provider's side threw; the log has it in the provider's own words. */
export function wayProblemOf(error: unknown, connectionId: string): WayProblem {
  if (error instanceof SealError) {
    log().error({ connectionId, err: error }, "a connection’s secret can’t be opened");
    return "misconfigured";
  }
  const { problem, message } = providerError(error);
  log().warn({ connectionId, problem, said: message }, "a provider could sign nobody in");
  return problem;
}
