import { text, timestamp } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { statement } from "../../../db/statement";

const useToken = statement({
  name: "use-token",
  params: { hash: text, expiresAt: timestamp },
  sql: "INSERT INTO used_token (hash, expires_at) VALUES ($hash, $expiresAt) ON CONFLICT (hash) DO NOTHING",
});

/** Takes another system's message. @returns false for one that was taken before */
export async function takeToken(
  on: Queryable,
  token: { readonly hash: string; readonly expiresAt: Date },
): Promise<boolean> {
  return (await on.run(useToken, token)) > 0;
}
