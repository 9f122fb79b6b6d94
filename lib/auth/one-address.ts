import type { Database } from "../db/client";
import { integer, timestamp } from "../db/columns";
import { statement } from "../db/statement";
import { env } from "../env";

const DAYS = 30;
/** As few people may well share one network. */
const PEOPLE = 5;

const addressesOfSessions = statement({
  name: "addresses-of-sessions",
  params: { since: timestamp },
  row: { people: integer, addresses: integer },
  sql: `SELECT count(DISTINCT user_id)::int AS people, count(DISTINCT address)::int AS addresses
    FROM session WHERE began_at > $since`,
});

/**
 * Whether everybody seems to come from one network address, and no proxy is trusted that would tell theirs: the limits on
 * guessing then take all people for one.
 */
export async function isOneAddressForAll(db: Database, now: Date): Promise<boolean> {
  const { CALOT_DEMO, NEXTAUTH_URL, TRUSTED_PROXIES } = env();
  if (TRUSTED_PROXIES > 0 || CALOT_DEMO) return false;
  // This server speaks no TLS: a proxy does.
  if (NEXTAUTH_URL?.startsWith("https:")) return true;
  const since = new Date(now.getTime() - DAYS * 24 * 60 * 60 * 1000);
  const { people, addresses } = await db.get(addressesOfSessions, { since });
  return people >= PEOPLE && addresses === 1;
}
