import { SYSTEM } from "../../auth/actor";
import type { Database } from "../../db/client";
import { nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { certificateEnds } from "../../domain/connections/messages";
import { MOST_CERTIFICATES, type SamlSettings } from "../../domain/connections/saml";
import { log } from "../../log";
import { ProviderError } from "../../protocols/provider-error";
import { endOf } from "../../protocols/saml/certificates";
import { EXPIRY_DAYS } from "../../protocols/saml/check-saml";
import { fetchMetadata, type Metadata } from "../../protocols/saml/metadata";
import { writeAudit } from "../audit/write-audit";
import { tell } from "../notices/tell";
import { connectionToChange, spoken, spokenOf, writtenSettings } from "./parts/connection-rows";

const DAY_MS = 24 * 60 * 60 * 1000;

// Each once a day, by whichever process comes first.
const providersToLookAfter = statement({
  name: "providers-to-look-after",
  params: { now: timestamp, before: timestamp },
  row: { id: uuid, institutionId: uuid, name: text, spoken },
  sql: `UPDATE connection SET heard_at = $now
    WHERE kind = 'saml' AND enabled_at IS NOT NULL AND (heard_at IS NULL OR heard_at < $before)
    RETURNING id, institution_id AS "institutionId", name, ${spokenOf()} AS spoken`,
});

const keepMetadata = statement({
  name: "keep-provider-metadata",
  params: { id: uuid, settings: writtenSettings, now: timestamp },
  sql: "UPDATE connection SET settings = $settings, changed_at = $now, problem = NULL, problem_at = NULL WHERE id = $id",
});

const noteProblem = statement({
  name: "note-provider-problem",
  params: { id: uuid, problem: nullable(text), now: timestamp },
  sql: "UPDATE connection SET problem = $problem, problem_at = $now WHERE id = $id",
});

const adminsToWarn = statement({
  name: "admins-to-warn",
  params: { institutionId: uuid },
  row: { id: uuid },
  sql: `SELECT id FROM "user" WHERE institution_id = $institutionId AND role = 'admin' AND deactivated_at IS NULL`,
});

/**
 * Looks once a day at the metadata of providers of SAML that have an address for it, takes their new certificates, and
 * tells administrators a month before the last certificate of one ends.
 */
export async function lookAfterProviders(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAY_MS);
  for (const { id, institutionId, name, spoken: said } of await db.all(providersToLookAfter, {
    now,
    before,
  })) {
    if (said.kind !== "saml") continue;
    const settings = await withNewMetadata(db, { id, institutionId, settings: said.settings }, now);
    await inTransaction(db, (tx) => warnOfEnd(tx, { id, institutionId, name, settings }, now));
  }
}

type Looked = { readonly id: string; readonly institutionId: string; readonly settings: SamlSettings };

/** The settings with what the metadata says now. What it no longer names holds on until somebody takes it out. */
async function withNewMetadata(
  db: Database,
  { id, institutionId, settings }: Looked,
  now: Date,
): Promise<SamlSettings> {
  if (settings.metadataUrl === null) return settings;
  let told: Metadata;
  try {
    told = await fetchMetadata(settings.metadataUrl);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    log().warn({ connectionId: id, said: error.message }, "a provider’s metadata can’t be read");
    await db.run(noteProblem, { id, problem: error.message, now });
    return settings;
  }
  const isNew = told.certificates.some((each) => !settings.certificates.includes(each));
  if (told.entityId !== settings.entityId || !isNew) return settings;
  return inTransaction(db, async (tx) => {
    const held = await tx.find(connectionToChange, { id, institutionId });
    if (held?.spoken.kind !== "saml") return settings;
    const before = held.spoken.settings;
    const certificates = [...new Set([...told.certificates, ...before.certificates])].slice(
      0,
      MOST_CERTIFICATES,
    );
    const after = { ...before, certificates };
    await tx.run(keepMetadata, { id, settings: after, now });
    const doer = { actor: SYSTEM, now, institutionId };
    await writeAudit(tx, doer, [{ action: "connection.change", subject: id, detail: { before, after } }]);
    return after;
  });
}

async function warnOfEnd(
  tx: Queryable,
  { id, institutionId, name, settings }: Looked & { readonly name: string },
  now: Date,
): Promise<void> {
  const ends = settings.certificates.flatMap((each) => endOf(each)?.getTime() ?? []);
  const last = Math.max(...ends);
  const days = Math.floor((last - now.getTime()) / DAY_MS);
  if (ends.length === 0 || days >= EXPIRY_DAYS) return;
  const message = certificateEnds(name, Math.max(0, days));
  const admins = await tx.all(adminsToWarn, { institutionId });
  const tellings = admins.map((admin) => ({
    userId: admin.id,
    message,
    key: `certificate ${id} ${last} ${admin.id}`,
  }));
  await tell(tx, tellings, { kind: "connection.expiry", href: `/admin/connections/${id}`, now });
}
