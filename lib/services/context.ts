import type { Actor } from "../auth/actor";
import type { Database } from "../db/client";

/** What every verb is called with: who asks, when, and where things are kept. */
export type Context = {
  readonly actor: Actor;
  /** Whose institution a command acts for; people act for their own. */
  readonly institutionId?: string;
  /** The session that asks; none for jobs and commands. */
  readonly sessionId?: string;
  readonly now: Date;
  /** By how many milliseconds the asking device's clock is ahead of ours; none where it didn't say. */
  readonly clockMs?: number;
  readonly db: Database;
};
