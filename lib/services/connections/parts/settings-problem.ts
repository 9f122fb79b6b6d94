import { uuid, uuids } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { statement } from "../../../db/statement";
import type { Spoken } from "../../../domain/connections/spoken";
import { t } from "../../../language/t";
import { endOf } from "../../../protocols/saml/certificates";
import { isDoorKind } from "./connection-rows";

const openCohortsAmong = statement({
  name: "open-cohorts-among",
  params: { institutionId: uuid, ids: uuids },
  row: { id: uuid },
  sql: `SELECT id FROM cohort WHERE institution_id = $institutionId AND id = ANY($ids) AND ended_at IS NULL`,
});

const providerAmong = statement({
  name: "provider-among",
  params: { institutionId: uuid, id: uuid },
  row: { id: uuid },
  sql: `SELECT id FROM connection WHERE institution_id = $institutionId AND id = $id AND ${isDoorKind()}`,
});

/** What is wrong with what settings name of the institution: its cohorts and providers; null where nothing is. */
export async function settingsProblem(
  tx: Queryable,
  institutionId: string,
  { kind, settings }: Spoken,
): Promise<string | null> {
  if (kind === "scim") {
    const { signsInBy: id } = settings;
    return id === null || (await tx.find(providerAmong, { institutionId, id }))
      ? null
      : `settings.signsInBy: ${t`There is no such provider any more: choose another one.`}`;
  }
  if (kind === "lti" || kind === "xapi" || kind === "audit") return null;
  if (kind === "saml" && settings.certificates.some((each) => endOf(each) === null)) {
    return `settings.certificates: ${t`That is no certificate. Paste it as text, as it stands in the metadata.`}`;
  }
  const ids = [...new Set(settings.cohorts.map(({ cohortId }) => cohortId))];
  if (ids.length === 0) return null;
  const open = await tx.all(openCohortsAmong, { institutionId, ids });
  return open.length === ids.length
    ? null
    : `settings.cohorts: ${t`A cohort of a row has ended, or is none of this institution: choose another one.`}`;
}
