import { Download } from "lucide-react";
import Link from "next/link";
import { auditQuery } from "@/lib/domain/audit/filter";
import { type AuditPage, type AuditWeakness, ONE_ADDRESS, weaknessWords } from "@/lib/domain/audit/views";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { AuditFilters } from "./audit-filters";
import { AuditRows } from "./audit-rows";

/** Who saw, changed and exported what. */
export function AuditView({ page, isFirst }: { page: AuditPage; isFirst: boolean }) {
  const { entries, filter, next, timeZone } = page;
  const query = auditQuery(filter);
  return (
    <>
      <PageHeading
        title={t`Audit trail`}
        actions={
          <ButtonLink href={`/api/audit/export?${query}`} prefetch={false} data-confirmed>
            <Download aria-hidden /> {t`Export as CSV`}
          </ButtonLink>
        }
      >
        <p id="audit-title">{t`Who saw, changed and exported what. Names are as they are today, times ${timeZone}. Nothing in it can be changed; looking through it and exporting it is written down too.`}</p>
      </PageHeading>
      <Weaknesses weaknesses={page.weaknesses} />
      {page.oneAddress && <p className="mb-6 border-danger border-l-2 pl-4 text-sm">{ONE_ADDRESS}</p>}
      <AuditFilters filter={filter} groups={page.groups} who={page.who} subject={page.subject} />
      {entries.length === 0 ? (
        <Empty title={t`Nothing was found`}>
          <p>{t`Nothing of this kind was written down. Widen the days, or clear the filter.`}</p>
        </Empty>
      ) : (
        <AuditRows entries={entries} timeZone={timeZone} filter={filter} labelledBy="audit-title" />
      )}
      <nav aria-label={t`Pages`} className="mt-4 flex flex-wrap gap-2">
        {!isFirst && <ButtonLink href={`/audit?${query}`}>{t`Newest`}</ButtonLink>}
        {next && (
          <ButtonLink
            href={`/audit?${query}${query && "&"}before=${next}`}
            prefetch={false}
          >{t`Older`}</ButtonLink>
        )}
      </nav>
    </>
  );
}

/** What the people who run the database should mend. */
function Weaknesses({ weaknesses }: { weaknesses: readonly AuditWeakness[] }) {
  if (weaknesses.length === 0) return null;
  return (
    <div className="mb-6 border-danger border-l-2 pl-4 text-sm">
      <p className="font-semibold">{t`The database doesn’t fully protect this trail yet`}</p>
      {weaknesses.map((weakness) => (
        <p key={weakness}>{weaknessWords[weakness]}</p>
      ))}
      <p className="mt-1 text-muted">{t`Your IT finds the two logins that it needs under “Two logins” in docs/operating.md.`}</p>
    </div>
  );
}

/** The latest of the trail on a page of something else. */
export function LatestAudit({ page }: { page: Pick<AuditPage, "entries" | "timeZone" | "filter"> }) {
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <h2 id="latest-audit" className="font-semibold">{t`Audit trail`}</h2>
        <Link
          href="/audit"
          className="py-1 text-sm underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >{t`All of it`}</Link>
      </div>
      {page.entries.length === 0 ? (
        <p className="text-muted">{t`Nothing has happened yet.`}</p>
      ) : (
        <AuditRows {...page} labelledBy="latest-audit" brief />
      )}
    </section>
  );
}
