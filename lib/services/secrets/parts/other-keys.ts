import { certain, text, textOf, uuid } from "../../../db/columns";
import { statement } from "../../../db/statement";

/** Secrets for good that are sealed by another key than the one whose sealed texts begin so. */
export const secretsOfOtherKeys = statement({
  name: "secrets-of-other-keys",
  params: { now: text },
  row: {
    of: certain(textOf(["connection", "authenticator"])),
    id: certain(uuid),
    sealed: certain(text),
  },
  sql: `SELECT 'connection' AS of, id, secret AS sealed FROM connection
      WHERE secret IS NOT NULL AND NOT starts_with(secret, $now)
    UNION ALL
    SELECT 'authenticator', user_id, sealed_seed FROM authenticator WHERE NOT starts_with(sealed_seed, $now)`,
});
