import { auditWeaknesses } from "@/lib/db/audit-weaknesses";
import { openDatabase } from "@/lib/db/client";
import { assertMigrated } from "@/lib/db/migrate";
import { serverFacts } from "@/lib/db/server-facts";
import { weaknessWords } from "@/lib/domain/audit/views";
import { countSecrets } from "@/lib/services/secrets/count-secrets";
import { explain } from "@/tooling/command-error";
import type { DatabaseFacts } from "./judge-database";

const WAIT_MS = 10_000;
/** The quickest of some tells how far away it is; the first opens the connection. */
const TRIES = 5;

/** @throws Error where the database can't be asked */
export async function askDatabase(url: string): Promise<DatabaseFacts> {
  const db = openDatabase(url, { poolSize: 1, limitMs: WAIT_MS });
  try {
    let best = await timed(() => serverFacts(db));
    for (let i = 1; i < TRIES; i++) {
      const next = await timed(() => serverFacts(db));
      if (next.ms < best.ms) best = next;
    }
    const { now, ...facts } = best.value;
    const migrations = await assertMigrated(url).then(() => null, explain);
    const weaknesses = migrations === null ? await auditWeaknesses(db) : [];
    const secrets = migrations === null ? await countSecrets(db) : null;
    return {
      ...facts,
      // It was asked halfway between asking and hearing.
      aheadMs: now.getTime() - (best.heardAt - best.ms / 2),
      roundTripMs: best.ms,
      migrations,
      weaknesses: weaknesses.map((each) => weaknessWords[each]),
      secrets,
    };
  } finally {
    await db.close();
  }
}

async function timed<T>(ask: () => Promise<T>): Promise<{ value: T; ms: number; heardAt: number }> {
  const begun = performance.now();
  const value = await ask();
  return { value, ms: performance.now() - begun, heardAt: Date.now() };
}
