import {
  acsPath,
  keysPath,
  launchPath,
  loginPath,
  metadataPath,
  scimPath,
} from "@/lib/domain/connections/addresses";
import type { Connection } from "@/lib/domain/connections/views";
import { logoutPath, redirectPath, startPath } from "@/lib/domain/identities/addresses";
import type { Deliveries } from "@/lib/domain/outbox/views";
import { t } from "@/lib/language/t";
import { Breadcrumb } from "../ui/breadcrumb";
import { PageHeading } from "../ui/page-heading";
import { AuditForm } from "./audit-form";
import { ConnectionActions } from "./connection-actions";
import { CoursesState } from "./courses-state";
import { DeliveriesSection } from "./deliveries-section";
import { LtiForm } from "./lti-form";
import { MakeToken } from "./make-token";
import { OidcForm } from "./oidc-form";
import { SamlForm } from "./saml-form";
import { type Provider, ScimForm } from "./scim-form";
import { TrailState } from "./trail-state";
import { XapiForm } from "./xapi-form";

type ConnectionViewProps = {
  connection: Connection;
  cohorts: readonly { readonly id: string; readonly name: string }[];
  /** Those by which people may sign in. */
  providers: readonly Provider[];
  deliveries: Deliveries;
  timeZone: string;
  /** Where browsers reach Calot. */
  address: string;
};

/** What is entered on the other side: its name, and the path of Calot's behind the address. */
function pathsOf({ id, kind }: Connection): readonly (readonly [string, string])[] {
  switch (kind) {
    case "oidc":
      return [
        [t`Redirect address`, redirectPath(id)],
        [t`Back-channel logout`, logoutPath(id)],
        [t`After signing out`, "/sign-in"],
        [t`For a portal’s link`, startPath(id)],
      ];
    case "saml":
      return [
        [t`Metadata, entity ID`, metadataPath(id)],
        [t`Assertion consumer service`, acsPath(id)],
        [t`For a portal’s link`, startPath(id)],
      ];
    case "lti":
      return [
        [t`Tool URL, redirect URI, target link`, launchPath(id)],
        [t`Initiate login URL`, loginPath(id)],
        [t`Public keyset URL`, keysPath(id)],
      ];
    case "scim":
      return [[t`Tenant URL, base URL`, scimPath(id)]];
    case "audit":
    case "xapi":
      return [];
  }
}

/** Whether anything was put down to be told: most connections only ask, or are asked. */
const hasDeliveries = ({ sent, waiting, givenUp }: Deliveries): boolean => sent + waiting + givenUp > 0;

/** One connection: what to enter on the other side, its settings, and whether it works. */
export function ConnectionView({
  connection,
  cohorts,
  providers,
  deliveries,
  timeZone,
  address,
}: ConnectionViewProps) {
  const { id, name, kind } = connection;
  const paths = pathsOf(connection);
  return (
    <>
      <Breadcrumb href="/admin/connections" label={t`Connections`} />
      <PageHeading title={name} />
      <div className="max-w-2xl space-y-10">
        {paths.length > 0 && (
          <section aria-labelledby="there">
            <h2 id="there" className="mb-2 font-semibold text-lg">{t`What to enter there`}</h2>
            <dl className="divide-y divide-line border-line border-y text-sm">
              {paths.map(([label, path]) => (
                <div key={label} className="grid gap-x-4 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
                  <dt className="text-muted">{label}</dt>
                  <dd className="select-all break-all font-mono">{`${address}${path}`}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {kind === "scim" && <MakeToken id={id} hasToken={connection.hasToken} />}
        <ConnectionActions connection={connection} />
        {kind === "audit" && <TrailState connection={connection} timeZone={timeZone} />}
        {connection.kind === "lti" && <CoursesState connection={connection} timeZone={timeZone} />}
        {hasDeliveries(deliveries) && (
          <DeliveriesSection connectionId={id} deliveries={deliveries} timeZone={timeZone} />
        )}
        <section aria-labelledby="settings">
          <h2 id="settings" className="mb-4 font-semibold text-lg">{t`Settings`}</h2>
          {kind === "oidc" && <OidcForm connection={connection} cohorts={cohorts} />}
          {kind === "saml" && <SamlForm connection={connection} cohorts={cohorts} />}
          {kind === "lti" && <LtiForm connection={connection} />}
          {kind === "xapi" && <XapiForm connection={connection} />}
          {kind === "scim" && <ScimForm connection={connection} providers={providers} />}
          {kind === "audit" && <AuditForm connection={connection} />}
        </section>
      </div>
    </>
  );
}
