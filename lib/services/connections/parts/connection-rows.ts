import { z } from "zod";
import {
  boolean,
  certain,
  integer,
  jsonOf,
  nullable,
  text,
  textOf,
  timestamp,
  uuid,
} from "../../../db/columns";
import { type RowOf, statement } from "../../../db/statement";
import { CONNECTION_KINDS, type ConnectionKind, DOOR_KINDS } from "../../../domain/connections/kinds";
import { spokenSchema } from "../../../domain/connections/spoken";
import type { Connection } from "../../../domain/connections/views";

export const kind = textOf(CONNECTION_KINDS);

/** What a connection is spoken by and its settings, which belong to each other: one column. */
export const spoken = certain(jsonOf(spokenSchema));
export const spokenOf = (connection = ""): string =>
  `jsonb_build_object('kind', ${connection}kind, 'settings', ${connection}settings)`;

/** Settings as they are written: their schema has read them before. */
export const writtenSettings = jsonOf(z.custom<object>());

const among = (kinds: readonly ConnectionKind[]): string => kinds.map((name) => `'${name}'`).join(", ");

/** Of the kinds that this server knows: a later one may have others. */
export const isKnownKind = (connection = ""): string => `${connection}kind IN (${among(CONNECTION_KINDS)})`;

/** Of the kinds by which people sign in. */
export const isDoorKind = (connection = ""): string => `${connection}kind IN (${among(DOOR_KINDS)})`;

const connectionRow = {
  id: uuid,
  spoken,
  name: text,
  hasSecret: certain(boolean),
  hasToken: certain(boolean),
  enabled: certain(boolean),
  changedAt: timestamp,
  people: certain(integer),
  heardAt: nullable(timestamp),
  problem: nullable(text),
  problemAt: nullable(timestamp),
};

const viewed = `c.id, ${spokenOf("c.")} AS spoken, c.name, c.secret IS NOT NULL AS "hasSecret",
  c.token_hash IS NOT NULL AS "hasToken", c.enabled_at IS NOT NULL AS enabled, c.changed_at AS "changedAt",
  CASE c.kind
    WHEN 'scim' THEN (
      SELECT count(*)::integer FROM provisioned_person p WHERE p.connection_id = c.id AND p.removed_at IS NULL
    )
    ELSE (SELECT count(*)::integer FROM external_identity e WHERE e.connection_id = c.id)
  END AS people,
  c.heard_at AS "heardAt", c.problem, c.problem_at AS "problemAt"`;

export const connectionsOf = statement({
  name: "connections-of",
  params: { institutionId: uuid },
  row: connectionRow,
  sql: `SELECT ${viewed} FROM connection c WHERE c.institution_id = $institutionId AND ${isKnownKind("c.")}
    ORDER BY lower(c.name), c.id`,
});

export const connectionOf = statement({
  name: "connection-of",
  params: { id: uuid, institutionId: uuid },
  row: connectionRow,
  sql: `SELECT ${viewed} FROM connection c
    WHERE c.id = $id AND c.institution_id = $institutionId AND ${isKnownKind("c.")}`,
});

export const viewOf = ({
  spoken: said,
  changedAt,
  heardAt,
  problem,
  problemAt,
  ...row
}: RowOf<typeof connectionOf>): Connection => ({
  ...row,
  ...said,
  changedAt: changedAt.toISOString(),
  heardAt: heardAt?.toISOString() ?? null,
  problem: problem && problemAt ? { said: problem, at: problemAt.toISOString() } : null,
});

/** Held until the transaction ends. */
export const connectionToChange = statement({
  name: "connection-to-change",
  params: { id: uuid, institutionId: uuid },
  row: { id: uuid, spoken, name: text, secret: nullable(text), enabledAt: nullable(timestamp) },
  sql: `SELECT id, ${spokenOf()} AS spoken, name, secret, enabled_at AS "enabledAt" FROM connection
    WHERE id = $id AND institution_id = $institutionId AND ${isKnownKind()} FOR UPDATE`,
});
