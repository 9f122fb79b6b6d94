import { t } from "@/lib/language/t";
import { Breadcrumb } from "../ui/breadcrumb";
import { PageHeading } from "../ui/page-heading";
import { OidcForm } from "./oidc-form";

type NewConnectionViewProps = { cohorts: readonly { readonly id: string; readonly name: string }[] };

/** A provider that people are to sign in by. */
export function NewConnectionView({ cohorts }: NewConnectionViewProps) {
  return (
    <>
      <Breadcrumb href="/admin/connections" label={t`Connections`} />
      <PageHeading title={t`Add a provider`}>
        <p>{t`Make a client for Calot there first (a web application with a secret). The addresses to enter there are shown once it is added here.`}</p>
      </PageHeading>
      <div className="max-w-2xl">
        <OidcForm connection={null} cohorts={cohorts} />
      </div>
    </>
  );
}
