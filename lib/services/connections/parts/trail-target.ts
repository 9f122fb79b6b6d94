import { unseal } from "../../../auth/sealed";
import { connectionPlace } from "../../../auth/secret-places";
import type { AuditSettings } from "../../../domain/connections/audit";
import type { LinesTarget } from "../../../protocols/post-lines";
import type { EnabledConnection } from "../open-connection";

/** Where a connection hands the audit trail on to. */
export const trailTarget = ({ address, header }: AuditSettings, secret: string | null): LinesTarget => ({
  address,
  header: secret === null ? null : { name: header, value: secret },
});

/** The same of one that is in use. @throws SealError where its secret can't be opened */
export const openTrailTarget = ({
  id,
  settings,
  secret,
}: Pick<EnabledConnection<"audit">, "id" | "settings" | "secret">): LinesTarget =>
  trailTarget(settings, secret === null ? null : unseal(secret, connectionPlace(id)));
