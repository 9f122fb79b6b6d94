import { kindWords } from "@/lib/domain/connections/kinds";
import type { Connection } from "@/lib/domain/connections/views";
import { inContext, plural, t } from "@/lib/language/t";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { TextLink } from "../ui/text-link";

const stateWords = ({ kind, enabled, people }: Pick<Connection, "kind" | "enabled" | "people">): string => {
  if (kind === "audit") return enabled ? t`In use` : inContext("a connection is off")`Off`;
  return enabled
    ? t`In use, ${plural(people, "# account", "# accounts")}`
    : t`Off, ${plural(people, "# account", "# accounts")}`;
};

/** The other systems that the institution is connected to. */
export function ConnectionsView({ connections }: { connections: readonly Connection[] }) {
  return (
    <>
      <Breadcrumb href="/admin" label={t`Institution`} />
      <PageHeading
        title={t`Connections`}
        actions={
          <ButtonLink href="/admin/connections/new" variant="primary">{t`Add a connection`}</ButtonLink>
        }
      >
        <p>{t`Let people sign in with the account that your institution gives them, let your directory keep them, and hand the audit trail on. Each is off until you turn it on.`}</p>
      </PageHeading>
      {connections.length === 0 ? (
        <Empty title={t`Nothing is connected`}>
          <p>{t`People sign in with a password of their own.`}</p>
        </Empty>
      ) : (
        <ul className="max-w-3xl divide-y divide-line border-line border-y">
          {connections.map(({ id, name, kind, enabled, people }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3">
              <div className="min-w-0">
                <TextLink href={`/admin/connections/${id}`} className="break-words font-medium">
                  {name}
                </TextLink>
                <p className="text-muted text-sm">{kindWords[kind].name}</p>
              </div>
              <p className="text-muted text-sm">{stateWords({ kind, enabled, people })}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
