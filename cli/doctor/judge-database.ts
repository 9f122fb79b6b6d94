import type { ServerFacts } from "@/lib/db/server-facts";
import type { SecretCounts } from "@/lib/services/secrets/count-secrets";
import { type Finding, fault, ok, skipped, warning } from "./finding";

export type DatabaseFacts = ServerFacts & {
  /** How far its clock is ahead of this machine's, in milliseconds. */
  readonly aheadMs: number;
  /** How long a question and its answer take, in milliseconds. */
  readonly roundTripMs: number;
  /** Why its migrations are not those of this version; null where they are. */
  readonly migrations: string | null;
  /** What the login could do to the audit trail, a sentence each. */
  readonly weaknesses: readonly string[];
  /** Kept secrets that today's SECRETS_KEY didn't seal; null where they could not be counted. */
  readonly secrets: SecretCounts | null;
};

const OLDEST = 15;
/** Two web processes and a worker. */
const PROCESSES = 3;
const FAR_MS = 20;

/** What Postgres says of itself. */
export const judgeDatabase = (facts: DatabaseFacts, poolSize: number): readonly Finding[] => [
  judgeServer(facts),
  judgeMigrations(facts),
  judgeRights(facts),
  judgeTrail(facts),
  judgeSecrets(facts),
  judgeConnections(facts, poolSize),
  judgeClock("clock of Postgres", facts.aheadMs),
];

function judgeServer({ version, readOnly, roundTripMs }: DatabaseFacts): Finding {
  const major = Math.floor(version / 10_000);
  const name = `Postgres ${major}.${version % 10_000}`;
  if (major < OLDEST) return fault("database", `${name} is too old.`, `Use Postgres ${OLDEST} or later.`);
  if (readOnly) {
    return fault(
      "database",
      `${name} takes no changes: it is a standby, or read-only.`,
      "Name the primary in DATABASE_URL, or promote this one.",
    );
  }
  const away = `${roundTripMs.toFixed(1)} ms away`;
  if (roundTripMs > FAR_MS) {
    return warning(
      "database",
      `${name} is ${away}: each page asks it several times.`,
      "Put it nearer: in the same building, better on the same machine.",
    );
  }
  return ok("database", `${name}, ${away}`);
}

function judgeMigrations({ migrations }: DatabaseFacts): Finding {
  return migrations === null
    ? ok("migrations", "the database is at this version’s schema")
    : fault("migrations", migrations, "docs/operating.md, “Upgrades”, says in which order.");
}

function judgeRights({ lacking }: DatabaseFacts): Finding {
  return lacking.length === 0
    ? ok("rights", "the login reads and writes every table")
    : fault(
        "rights",
        `The login may not use ${lacking.slice(0, 3).join(", ")}${lacking.length > 3 ? " …" : ""}.`,
        "Run “calot migrate” with DATABASE_OWNER_URL: it grants what is needed.",
      );
}

function judgeTrail({ weaknesses }: DatabaseFacts): Finding {
  return weaknesses.length === 0
    ? ok("audit trail", "the login can’t alter it")
    : warning("audit trail", weaknesses.join(" "), "Make two logins: docs/operating.md, “Two logins”.");
}

function judgeSecrets({ secrets }: DatabaseFacts): Finding {
  if (secrets === null) return skipped("kept secrets", "needs the migrations");
  const { before, lost } = secrets;
  if (lost > 0) {
    return fault(
      "kept secrets",
      `${lost} of connections and authenticator apps can’t be opened by SECRETS_KEY.`,
      "Name the key of before behind a comma, or enter them anew: docs/sign-in.md, “Another SECRETS_KEY”.",
    );
  }
  if (before > 0) {
    return warning(
      "kept secrets",
      `${before} are still sealed by a key of before.`,
      "Leave both keys in SECRETS_KEY until they are sealed anew: running servers do it within the hour.",
    );
  }
  return ok("kept secrets", "each that there is opens by the first key of SECRETS_KEY");
}

function judgeConnections({ maxConnections, reserved, inUse }: DatabaseFacts, poolSize: number): Finding {
  const each = poolSize + 1;
  const open = maxConnections - reserved;
  const fit = Math.floor(open / each);
  const says = `${open} connections are to be had, ${inUse} in use; a process takes up to ${each}`;
  if (fit < 1) {
    return fault(
      "connections",
      `${says}.`,
      `Set DATABASE_POOL_SIZE to ${Math.max(1, open - 1)} or less, or raise max_connections.`,
    );
  }
  if (fit < PROCESSES) {
    return warning(
      "connections",
      `${says}: ${fit === 1 ? "one process fits" : `${fit} processes fit`}.`,
      `For ${PROCESSES}, DATABASE_POOL_SIZE=${Math.max(1, Math.floor(open / PROCESSES) - 1)}, or raise max_connections to ${each * PROCESSES + reserved}.`,
    );
  }
  return ok("connections", `${says}: ${fit} processes fit`);
}

const CLOSE_MS = 2_000;
const FAR_APART_MS = 30_000;

/** Whether two clocks go alike: what lapses, and what is late, goes by them. */
export function judgeClock(check: string, aheadMs: number): Finding {
  const seconds = Math.abs(aheadMs) / 1000;
  if (Math.abs(aheadMs) <= CLOSE_MS) return ok(check, "goes as this machine’s does");
  const says = `It is ${seconds.toFixed(0)} s ${aheadMs > 0 ? "ahead of" : "behind"} this machine’s.`;
  const todo = "Let both machines keep their time by NTP.";
  return Math.abs(aheadMs) > FAR_APART_MS ? fault(check, says, todo) : warning(check, says, todo);
}
