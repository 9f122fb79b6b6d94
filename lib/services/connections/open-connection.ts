import { z } from "zod";
import { unseal } from "../../auth/sealed";
import { connectionPlace } from "../../auth/secret-places";
import { nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { acsPath, metadataPath } from "../../domain/connections/addresses";
import type { DoorSettings } from "../../domain/connections/fields";
import type { ConnectionKind } from "../../domain/connections/kinds";
import type { OidcSettings } from "../../domain/connections/oidc";
import type { SettingsOf } from "../../domain/connections/spoken";
import { findProvider, type Provider } from "../../protocols/oidc";
import { ownKeySchema } from "../../protocols/saml/certificates";
import type { ServiceProvider } from "../../protocols/saml/saml";
import { kind, spoken, spokenOf } from "./parts/connection-rows";

const enabledConnection = statement({
  name: "enabled-connection",
  params: { id: uuid, kind },
  row: { id: uuid, institutionId: uuid, name: text, spoken, secret: nullable(text), changedAt: timestamp },
  sql: `SELECT id, institution_id AS "institutionId", name, ${spokenOf()} AS spoken, secret, changed_at AS "changedAt"
    FROM connection WHERE id = $id AND kind = $kind AND enabled_at IS NOT NULL`,
});

/** A connection that is in use. */
export type EnabledConnection<Kind extends ConnectionKind = "oidc"> = Omit<
  RowOf<typeof enabledConnection>,
  "spoken"
> & { readonly settings: SettingsOf<Kind> };

/** A connection of a kind that is in use; null for none. */
export async function findEnabled<Kind extends ConnectionKind>(
  on: Queryable,
  id: string,
  of: Kind,
): Promise<EnabledConnection<Kind> | null> {
  const connectionId = z.uuid().safeParse(id);
  const found = connectionId.success
    ? await on.find(enabledConnection, { id: connectionId.data, kind: of })
    : null;
  if (!found) return null;
  const { spoken: said, ...connection } = found;
  // Its kind was asked for: so are its settings.
  return { ...connection, settings: said.settings as SettingsOf<Kind> };
}

/** A connection by which people sign in. */
export type EnabledDoor = Pick<EnabledConnection, "id" | "institutionId" | "name"> & {
  readonly settings: Omit<DoorSettings, "atDoor">;
};

type OfKind =
  | (EnabledConnection<"oidc"> & { readonly kind: "oidc" })
  | (EnabledConnection<"saml"> & { readonly kind: "saml" });

/** A connection that is in use by which people sign in; null for none. */
export async function findDoor(on: Queryable, id: string): Promise<OfKind | null> {
  const oidc = await findEnabled(on, id, "oidc");
  if (oidc) return { kind: "oidc", ...oidc };
  const saml = await findEnabled(on, id, "saml");
  return saml && { kind: "saml", ...saml };
}

/**
 * Calot as the provider of a connection by SAML knows it.
 *
 * @param origin where browsers reach Calot
 * @throws SealError where Calot's own key can't be opened
 */
export function serviceProviderOf(
  { id, settings, secret }: Pick<EnabledConnection<"saml">, "id" | "settings" | "secret">,
  origin: string,
): ServiceProvider {
  return {
    settings,
    key: ownKeySchema.parse(JSON.parse(unseal(secret ?? "", connectionPlace(id)))),
    entityId: `${origin}${metadataPath(id)}`,
    acsUrl: `${origin}${acsPath(id)}`,
  };
}

/** For so long a provider isn't looked up again, in milliseconds. */
const KNOWN_MS = 10 * 60_000;
const MOST_KNOWN = 200;

/** By connections as they were changed last. */
const known = new Map<string, { readonly provider: Promise<Provider>; readonly until: number }>();

/**
 * The provider of a connection.
 *
 * @throws ProviderError where it can't be found
 * @throws SealError where the secret can't be opened
 */
export function providerOf({
  id,
  settings,
  secret,
  changedAt,
}: Pick<EnabledConnection, "id" | "settings" | "secret" | "changedAt">): Promise<Provider> {
  const key = `${id} ${changedAt.getTime()}`;
  const there = known.get(key);
  if (there && there.until > Date.now()) return there.provider;
  known.delete(key);
  const provider = lookUp(settings, id, secret);
  // What failed is tried again by whoever comes next.
  provider.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  known.set(key, { provider, until: Date.now() + KNOWN_MS });
  return provider;
}

const lookUp = async (settings: OidcSettings, id: string, secret: string | null): Promise<Provider> =>
  findProvider(settings, secret === null ? null : unseal(secret, connectionPlace(id)));
