import { CONNECTION_KINDS, type ConnectionKind, kindWords } from "@/lib/domain/connections/kinds";
import { t } from "@/lib/language/t";
import { Breadcrumb } from "../ui/breadcrumb";
import { PageHeading } from "../ui/page-heading";
import { TextLink } from "../ui/text-link";
import { AuditForm } from "./audit-form";
import { InvitePlatform } from "./invite-platform";
import { LtiForm } from "./lti-form";
import { OidcForm } from "./oidc-form";
import { SamlForm } from "./saml-form";
import { type Provider, ScimForm } from "./scim-form";
import { XapiForm } from "./xapi-form";

type NewConnectionViewProps = {
  /** Null where it is to be chosen. */
  kind: ConnectionKind | null;
  cohorts: readonly { readonly id: string; readonly name: string }[];
  /** Those by which people may sign in. */
  providers: readonly Provider[];
  /** Whether the server can keep the secrets of providers. */
  keyed: boolean;
};

/** What a connection of each kind needs of the other side first. */
const before: Readonly<Record<ConnectionKind, string>> = {
  oidc: t`Make a client for Calot there first (a web application with a secret). The addresses to enter there are shown once it is added here.`,
  saml: t`Calot’s metadata, to be given to the provider, is shown once it is added here.`,
  audit: t`Have whoever runs it name the address that takes events, and the header that shows who sends them: with Splunk a token of its HTTP Event Collector.`,
  lti: t`The platform registers Calot by a link, where it can; else each is told the other’s addresses by hand.`,
  scim: t`The address and the token to enter in the directory are shown once it is added here.`,
  xapi: t`Make a key for Calot in the learning record store first, with a secret: it has to be allowed to write statements.`,
};

/** Another system that the institution is to be connected to. */
export function NewConnectionView({ kind, ...given }: NewConnectionViewProps) {
  return kind === null ? <ChooseKind /> : <NewOfKind kind={kind} {...given} />;
}

function ChooseKind() {
  return (
    <>
      <Breadcrumb href="/admin/connections" label={t`Connections`} />
      <PageHeading title={t`Add a connection`} />
      <ul className="max-w-2xl divide-y divide-line border-line border-y">
        {CONNECTION_KINDS.map((kind) => (
          <li key={kind} className="py-4">
            <TextLink href={`/admin/connections/new?kind=${kind}`} className="font-medium">
              {kindWords[kind].name}
            </TextLink>
            <p className="mt-1 max-w-prose text-muted">{kindWords[kind].purpose}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function NewOfKind({
  kind,
  cohorts,
  providers,
  keyed,
}: NewConnectionViewProps & { readonly kind: ConnectionKind }) {
  const lacksKey = kind !== "scim" && !keyed;
  return (
    <>
      <Breadcrumb href="/admin/connections/new" label={t`Add a connection`} />
      <PageHeading title={kindWords[kind].name}>
        <p>{before[kind]}</p>
      </PageHeading>
      {lacksKey ? (
        <p className="max-w-prose border-line-strong border-l-2 pl-3">{t`This server has no key to keep secrets with. Whoever runs it sets SECRETS_KEY; then it can be added here.`}</p>
      ) : (
        <div className="max-w-2xl">
          {kind === "oidc" && <OidcForm connection={null} cohorts={cohorts} />}
          {kind === "saml" && <SamlForm connection={null} cohorts={cohorts} />}
          {kind === "xapi" && <XapiForm connection={null} />}
          {kind === "lti" && (
            <>
              <InvitePlatform />
              <h2 className="mb-4 font-semibold text-lg">{t`By hand`}</h2>
              <LtiForm connection={null} />
            </>
          )}
          {kind === "scim" && <ScimForm connection={null} providers={providers} />}
          {kind === "audit" && <AuditForm connection={null} />}
        </div>
      )}
    </>
  );
}
