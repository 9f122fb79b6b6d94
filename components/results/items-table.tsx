"use client";

import { hardestFirst, REASON_FROM } from "@/lib/domain/items/main-reason";
import type { ResultItem, Results } from "@/lib/domain/results/views";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";
import { formatDecimal, formatPercentOf, formatShare, isFew } from "@/lib/words/figures";
import { type Column, DataTable } from "../ui/data-table";
import { Explained } from "../ui/explained";
import { TextLink } from "../ui/text-link";
import { Thumbnail } from "../viewer/thumbnail";
import { contactRule, MeanContact } from "./mean-contact";
import { resultCaseUrl } from "./result-addresses";
import { describeReason, flagRules, formatTime, nameFlag } from "./result-words";

const columnsOf = (assignmentId: string, touchable: boolean): readonly Column<ResultItem>[] => [
  {
    key: "case",
    header: t`Case`,
    value: ({ position, video, frame }) => t`${position}. ${video}, frame ${frame}`,
    cell: (item) => <CaseName item={item} assignmentId={assignmentId} />,
  },
  { key: "phase", header: t`Phase`, value: ({ phase }) => phase },
  { key: "n", header: "n", value: ({ statistics }) => statistics.n, numeric: true },
  {
    key: "hits",
    header: t`Hits`,
    value: ({ statistics }) => statistics.share,
    cell: ({ statistics: { share, shareInterval, n } }) => (
      <>
        {formatShare(share, n)}
        {shareInterval && (
          <span className="block text-muted text-xs">{t`${formatPercentOf(shareInterval[0], n)} to ${formatPercentOf(shareInterval[1], n)}`}</span>
        )}
      </>
    ),
    numeric: true,
  },
  {
    key: "reason",
    header: t`Most missed because`,
    value: ({ reason }) => reason && describeReason(reason),
  },
  {
    key: "discrimination",
    header: t`Discrimination`,
    value: ({ statistics }) => statistics.discrimination,
    cell: ({ statistics: { discrimination, discriminationInterval: interval, discriminationN } }) => (
      <>
        {formatDecimal(discrimination)}
        <span className="block text-muted text-xs">
          {interval
            ? t`${formatDecimal(interval[0])} to ${formatDecimal(interval[1])}, n = ${discriminationN}`
            : t`n = ${discriminationN}`}
        </span>
      </>
    ),
    numeric: true,
  },
  {
    key: "time",
    header: t`Median time`,
    value: ({ statistics }) => statistics.medianMs,
    cell: ({ statistics: { medianMs, timed } }) => (
      <>
        {formatTime(medianMs)}
        <span className="block text-muted text-xs">{t`n = ${timed}`}</span>
      </>
    ),
    numeric: true,
  },
  {
    key: "sure",
    header: t`Sure and wrong`,
    value: ({ statistics: { confident, confidentlyWrong } }) =>
      confident === 0 ? null : confidentlyWrong / confident,
    cell: ({ statistics: { confident, confidentlyWrong } }) => (
      <>
        {formatShare(confident === 0 ? null : confidentlyWrong / confident, confident)}
        {!isFew(confident) && <span className="block text-muted text-xs">{t`n = ${confident}`}</span>}
      </>
    ),
    numeric: true,
  },
  ...(touchable ? [contactColumn] : []),
  {
    key: "alpha",
    header: t`Alpha without it`,
    value: ({ statistics }) => statistics.alphaIfDeleted,
    cell: ({ statistics }) => formatDecimal(statistics.alphaIfDeleted),
    numeric: true,
  },
  {
    key: "flags",
    header: t`Look again`,
    value: ({ flags }) => flags.map(nameFlag).join("; "),
    cell: ({ flags }) => (
      <ul>
        {flags.map((flag) => (
          <li key={flag}>
            <Explained term={nameFlag(flag)}>{flagRules[flag]}</Explained>
          </li>
        ))}
      </ul>
    ),
  },
];

const contactColumn: Column<ResultItem> = {
  key: "contact",
  header: t`Contact`,
  value: ({ statistics }) => statistics.contact.mean,
  cell: ({ statistics: { contact } }) => <MeanContact of={contact} />,
  numeric: true,
};

function CaseName({ item, assignmentId }: { item: ResultItem; assignmentId: string }) {
  return (
    <span className="flex items-start gap-2.5">
      <Thumbnail frame={item} width={64} className="h-10 w-16 shrink-0 rounded-sm max-sm:hidden" />
      {/* Its line is the row's, and not the picture's lower edge. */}
      <span className="min-w-0 self-baseline">
        <TextLink
          href={resultCaseUrl(assignmentId, item.caseId)}
        >{t`${item.position}. ${item.video}, frame ${item.frame}`}</TextLink>
      </span>
    </span>
  );
}

/** How each case behaved. */
export function ItemsTable({ results }: { results: Pick<Results, "id" | "items"> }) {
  const touchable = results.items.some(({ statistics }) => statistics.contact.n > 0);
  return (
    <div>
      <DataTable
        caption={t`How the cases behaved`}
        note={t`The hardest first, from ${REASON_FROM} answers on. Counted are first answers of readers who are not excused, misses included; what is not answered counts neither way. With 95% intervals.`}
        columns={columnsOf(results.id, touchable)}
        rows={hardestFirst(results.items)}
        rowKey={({ caseId }) => caseId}
        search={t`Find a case or a flag`}
        empty={t`The set has no cases.`}
      />
      <details className="mt-3 max-w-2xl text-sm">
        <summary className="min-h-6 py-1 font-medium">{t`What the columns say`}</summary>
        <dl className="space-y-2 text-muted [&_dt]:text-ink">
          <div>
            <dt>{t`Hits`}</dt>
            <dd>{t`The share of readers with the right phase and an IoU of ${HIT_IOU} or more; Wilson’s interval.`}</dd>
          </div>
          <div>
            <dt>{t`Most missed because`}</dt>
            <dd>{t`What most of those did who missed it: named another phase, or under the right one drew a zone that misses. Of all counted answers, from ${REASON_FROM} on.`}</dd>
          </div>
          <div>
            <dt>{t`Discrimination`}</dt>
            <dd>{t`The corrected point-biserial: how hitting this case goes with the share of hits over the reader’s other cases, from −1 to 1. Over readers who answered at least half of the others.`}</dd>
          </div>
          <div>
            <dt>{t`Sure and wrong`}</dt>
            <dd>{t`Wrong zones drawn with a confidence of 75% or more, of the answers that say how sure.`}</dd>
          </div>
          {touchable && (
            <div>
              <dt>{t`Contact`}</dt>
              <dd>{contactRule}</dd>
            </div>
          )}
          <div>
            <dt>{t`Alpha without it`}</dt>
            <dd>{t`Cronbach’s alpha of the set without this case. Well above the set’s: the case does not fit.`}</dd>
          </div>
        </dl>
      </details>
    </div>
  );
}
