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
import { connectionKindSchema } from "../../../domain/connections/kinds";
import { oidcSettingsSchema } from "../../../domain/connections/oidc";
import type { Connection } from "../../../domain/connections/views";

/** As they are stored: what a later server wrote besides is left out. */
export const storedSettings = jsonOf(oidcSettingsSchema.strip());

export const kind = textOf(connectionKindSchema.options);

/** Where a connection's secret is sealed. */
export const secretPlace = (connectionId: string): string => `connection ${connectionId} secret`;

const connectionRow = {
  id: uuid,
  kind,
  name: text,
  settings: storedSettings,
  hasSecret: certain(boolean),
  enabled: certain(boolean),
  changedAt: timestamp,
  people: certain(integer),
};

const viewed = `c.id, c.kind, c.name, c.settings, c.secret IS NOT NULL AS "hasSecret",
  c.enabled_at IS NOT NULL AS enabled, c.changed_at AS "changedAt",
  (SELECT count(*)::integer FROM external_identity e WHERE e.connection_id = c.id) AS people`;

export const connectionsOf = statement({
  name: "connections-of",
  params: { institutionId: uuid },
  row: connectionRow,
  sql: `SELECT ${viewed} FROM connection c WHERE c.institution_id = $institutionId ORDER BY lower(c.name), c.id`,
});

export const connectionOf = statement({
  name: "connection-of",
  params: { id: uuid, institutionId: uuid },
  row: connectionRow,
  sql: `SELECT ${viewed} FROM connection c WHERE c.id = $id AND c.institution_id = $institutionId`,
});

export const viewOf = ({ changedAt, ...row }: RowOf<typeof connectionOf>): Connection => ({
  ...row,
  changedAt: changedAt.toISOString(),
});

/** Held until the transaction ends. */
export const connectionToChange = statement({
  name: "connection-to-change",
  params: { id: uuid, institutionId: uuid },
  row: {
    id: uuid,
    kind,
    name: text,
    settings: storedSettings,
    secret: nullable(text),
    enabledAt: nullable(timestamp),
  },
  sql: `SELECT id, kind, name, settings, secret, enabled_at AS "enabledAt" FROM connection
    WHERE id = $id AND institution_id = $institutionId FOR UPDATE`,
});
