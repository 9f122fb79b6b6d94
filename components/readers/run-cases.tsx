"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { CaseQuery } from "@/lib/domain/readers/case-list";
import { PLAIN_CASE_QUERY } from "@/lib/domain/readers/case-list";
import type { RunCaseEntry, RunCasePage, RunDetail } from "@/lib/domain/readers/views";
import { plural, t } from "@/lib/language/t";
import { contactInLine } from "@/lib/words/describe-answer";
import { formatDecimal, formatFloored } from "@/lib/words/figures";
import { ButtonLink } from "../ui/button-link";
import { LinkPending } from "../ui/link-pending";
import { Thumbnail } from "../viewer/thumbnail";
import { CaseFilters } from "./case-filters";
import { runCaseUrl, runUrl } from "./run-addresses";
import { describeOutcome, describePhases } from "./run-case-words";

type RunCasesProps = {
  run: Pick<RunDetail, "id" | "split" | "reliability">;
  query: CaseQuery;
  after: string | null;
  page: RunCasePage | null;
};

/** A run's cases with their frames, the worst first unless asked otherwise. */
export function RunCases({ run, query, after, page }: RunCasesProps) {
  const router = useRouter();
  const [busy, start] = useTransition();
  const at = { split: run.split, query };
  const ask = (next: CaseQuery): void =>
    start(() => router.replace(runUrl(run.id, { split: run.split, query: next }), { scroll: false }));
  return (
    <section id="cases" aria-labelledby="cases-heading" className="scroll-mt-4">
      <h2 id="cases-heading" className="font-semibold">{t`Cases`}</h2>
      <p className="mb-3 text-muted text-sm" role="status">
        {!page
          ? t`The list has changed since.`
          : after
            ? t`${plural(page.n, "# case", "# cases")}, continued`
            : t`${plural(page.n, "# case", "# cases")}`}
      </p>
      <CaseFilters query={query} onChange={ask} sureness={run.reliability !== null} />
      {page && page.entries.length > 0 && (
        <ol
          aria-busy={busy}
          className="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] aria-busy:opacity-60"
        >
          {page.entries.map((entry) => (
            <CaseCard key={entry.caseId} entry={entry} href={runCaseUrl(run.id, entry.caseId, query)} />
          ))}
        </ol>
      )}
      {page?.n === 0 && (
        <p className="text-muted">
          {t`No case matches.`}{" "}
          <Link
            href={runUrl(run.id, { split: run.split, query: { ...PLAIN_CASE_QUERY, order: query.order } })}
            scroll={false}
            className="underline underline-offset-4"
          >{t`Show all cases`}</Link>
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        {(after || !page) && (
          <ButtonLink href={`${runUrl(run.id, at)}#cases`} prefetch={false}>{t`First page`}</ButtonLink>
        )}
        {page?.next && (
          <ButtonLink
            href={`${runUrl(run.id, { ...at, after: page.next })}#cases`}
            prefetch={false}
          >{t`More cases`}</ButtonLink>
        )}
      </div>
    </section>
  );
}

function CaseCard({ entry, href }: { entry: RunCaseEntry; href: string }) {
  const { video, frame, score, drawn, contact, error } = entry;
  return (
    <li className="group relative min-w-0 text-sm">
      <Thumbnail
        frame={entry}
        width={320}
        className="w-full rounded-sm group-hover:outline-2 group-hover:outline-line-strong"
      />
      <p className="mt-1.5 font-medium">
        <Link href={href} prefetch={false} className="after:absolute after:inset-0">
          {t`${video}, frame ${frame}`}
          <LinkPending />
        </Link>
      </p>
      <p>{describeOutcome(entry)}</p>
      <p className="text-muted text-xs">{describePhases(entry)}</p>
      <p className="text-muted text-xs">
        {drawn
          ? [
              t`IoU ${formatFloored(score.iou)}, centre distance ${formatDecimal(score.centerDistance, 1)}%`,
              contactInLine(contact),
            ]
              .filter(Boolean)
              .join(", ")
          : (error ?? t`IoU ${formatFloored(0)}`)}
      </p>
    </li>
  );
}
