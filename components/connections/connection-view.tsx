import type { Connection } from "@/lib/domain/connections/views";
import { logoutPath, redirectPath, startPath } from "@/lib/domain/identities/addresses";
import { t } from "@/lib/language/t";
import { Breadcrumb } from "../ui/breadcrumb";
import { PageHeading } from "../ui/page-heading";
import { ConnectionActions } from "./connection-actions";
import { OidcForm } from "./oidc-form";

type ConnectionViewProps = {
  connection: Connection;
  cohorts: readonly { readonly id: string; readonly name: string }[];
  /** Where browsers reach Calot. */
  address: string;
};

/** One connection: what to enter on the other side, its settings, and whether it works. */
export function ConnectionView({ connection, cohorts, address }: ConnectionViewProps) {
  const { id, name } = connection;
  const entered = [
    [t`Redirect address`, redirectPath(id)],
    [t`Back-channel logout`, logoutPath(id)],
    [t`After signing out`, "/sign-in"],
    [t`For a portal’s link`, startPath(id)],
  ] as const;
  return (
    <>
      <Breadcrumb href="/admin/connections" label={t`Connections`} />
      <PageHeading title={name} />
      <div className="max-w-2xl space-y-10">
        <section aria-labelledby="there">
          <h2 id="there" className="mb-2 font-semibold text-lg">{t`What to enter there`}</h2>
          <dl className="divide-y divide-line border-line border-y text-sm">
            {entered.map(([label, path]) => (
              <div key={label} className="grid gap-x-4 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
                <dt className="text-muted">{label}</dt>
                <dd className="select-all break-all font-mono">{`${address}${path}`}</dd>
              </div>
            ))}
          </dl>
        </section>
        <ConnectionActions connection={connection} />
        <section aria-labelledby="settings">
          <h2 id="settings" className="mb-4 font-semibold text-lg">{t`Settings`}</h2>
          <OidcForm connection={connection} cohorts={cohorts} />
        </section>
      </div>
    </>
  );
}
