"use client";

import { modeWords } from "@/lib/domain/attempts/mode-words";
import type { Results } from "@/lib/domain/results/views";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { formatCount, formatDecimal, formatPercentOf, formatShare } from "@/lib/words/figures";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonLink } from "../ui/button-link";
import { FigureList } from "../ui/figure-list";
import { PageHeading } from "../ui/page-heading";
import { TextLink } from "../ui/text-link";
import { ItemsTable } from "./items-table";
import { LateAnswers } from "./late-answers";
import { Matrix } from "./matrix";
import { contactNote } from "./mean-contact";
import { ReasonsTable } from "./reasons-table";
import { exportUrl } from "./result-addresses";
import { useLiveResults } from "./use-live-results";

type ResultsViewProps = {
  initial: Results;
  /** The institution's IANA time zone. */
  timeZone: string;
};

/** What residents did with an assignment, as it comes in. */
export function ResultsView({ initial, timeZone }: ResultsViewProps) {
  const { results, stale } = useLiveResults(initial);
  const { rows, mode } = results;
  const idle = rows.filter(({ standing }) => standing === "open").length;
  const facts = [
    results.caseSet,
    modeWords(mode).inLine,
    results.dueAt && t`due ${formatMoment(results.dueAt, timeZone)}`,
  ];
  return (
    <>
      <Breadcrumb href={`/assignments/${results.id}`} label={results.name} />
      <PageHeading
        title={t`Results`}
        actions={
          <ButtonLink
            href={exportUrl(results.id, "format=xlsx")}
            prefetch={false}
            download
            data-confirmed
          >{t`Download workbook`}</ButtonLink>
        }
      >
        <p>
          {facts.filter(Boolean).join(", ")}.{" "}
          {results.released
            ? t`The readers see their results.`
            : t`The results are not released: what is here is for faculty alone.`}
        </p>
        {idle > 0 && (
          <p>
            <TextLink href={`/assignments/${results.id}?show=not-begun`}>
              {t`${plural(idle, "# resident has not begun", "# residents have not begun")}`}
            </TextLink>
          </p>
        )}
        <p role="status" className="text-sm">
          {stale
            ? t`Calot can’t be reached just now: this may be old.`
            : t`New answers appear by themselves.`}
        </p>
      </PageHeading>
      {rows.length === 0 ? (
        <p className="text-muted">
          {t`Nobody has this assignment.`}{" "}
          <TextLink href={`/assignments/${results.id}`}>{t`Give it to residents`}</TextLink>
        </p>
      ) : (
        <div className="space-y-12">
          <Headline results={results} />
          <LateAnswers late={results.late} timeZone={timeZone} />
          <Matrix results={results} />
          <ItemsTable results={results} />
          <ReasonsTable results={results} />
          <Files id={results.id} />
        </div>
      )}
    </>
  );
}

function Headline({ results }: { results: Results }) {
  const { rows, n, hits, contact, alpha } = results;
  const counting = rows.filter(({ standing }) => standing !== "excused");
  const done = counting.filter(({ standing }) => standing === "done").length;
  const figures = [
    { name: t`Done`, value: t`${done} of ${counting.length}`, note: t`residents, without those excused` },
    { name: t`Counted answers`, value: formatCount(n), note: t`first answers, misses included` },
    {
      name: t`Hits`,
      value: formatShare(n === 0 ? null : hits / n, n),
      note: t`n = ${plural(n, "# answer", "# answers")}`,
    },
    ...(contact.n > 0
      ? [
          {
            name: t`Contact`,
            value: formatPercentOf(contact.mean, contact.n),
            note: contactNote(contact) ?? "",
          },
        ]
      : []),
    {
      name: t`Cronbach’s alpha`,
      value: formatDecimal(alpha.value),
      note: alpha.interval
        ? t`${formatDecimal(alpha.interval[0])} to ${formatDecimal(alpha.interval[1])}, over the ${alpha.n} who answered all`
        : t`over the ${alpha.n} who answered all`,
    },
  ];
  return <FigureList figures={figures} least={9.5} />;
}

const files = [
  { sheet: "attempts", words: t`a row for each attempt` },
  { sheet: "items", words: t`a row for each case` },
  { sheet: "residents", words: t`a row for each resident` },
] as const;

function Files({ id }: { id: string }) {
  return (
    <section aria-labelledby="files" className="print:hidden">
      <h2 id="files" className="font-semibold">{t`Files`}</h2>
      <ul className="mt-1 text-sm">
        {files.map(({ sheet, words }) => (
          <li key={sheet} className="py-1">
            <a
              href={exportUrl(id, `format=csv&sheet=${sheet}`)}
              download
              data-confirmed
              className="inline-flex min-h-6 items-center underline underline-offset-4"
            >
              {sheet}.csv
            </a>{" "}
            <span className="text-muted">{words}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
