"use client";

import { clsx } from "clsx";
import { Flag } from "lucide-react";
import Link from "next/link";
import { type KeyboardEvent, memo, useId, useRef, useState } from "react";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { nameOf } from "@/lib/domain/name-of";
import type { ResultItem, ResultRow, Results } from "@/lib/domain/results/views";
import { t } from "@/lib/language/t";
import { formatPercentOf, formatShare, isFew } from "@/lib/words/figures";
import { resultAttemptUrl, resultCaseUrl } from "./result-addresses";
import { MarkLegend, ResultMark } from "./result-mark";
import { describeCell, flagNotes, formatTime, standingNames } from "./result-words";

type Place = { readonly row: number; readonly column: number };

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

const within = (value: number, length: number): number => Math.max(0, Math.min(length - 1, value));

/** Residents by cases: one stop for the Tab key, arrows inside, Enter opens an answer. */
export function Matrix({ results }: { results: Results }) {
  const { id: assignmentId, items, rows, mode } = results;
  const id = useId();
  const phaseAsked = rulesOf(mode).asksPhase;
  const touchable = results.contact.n > 0;
  const more = [...(phaseAsked ? [t`Phases right`] : []), ...(touchable ? [t`Contact`] : []), t`Median time`];
  const table = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });

  function move(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.target instanceof HTMLTableCellElement) {
      event.target.querySelector("a")?.click();
      return;
    }
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const row = within(place.row + step[0], rows.length);
    const column = within(place.column + step[1], items.length);
    setPlace({ row, column });
    table.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`)?.focus();
  }

  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold">{t`Residents by cases`}</h2>
      <p className="text-muted text-sm">{t`First answers. The arrow keys move between them, Enter opens one; a column’s number opens its case.`}</p>
      <MarkLegend />
      {/* Its own layers stay below what lies over the page. */}
      <div className="relative isolate mt-3 max-h-[80dvh] overflow-auto border-line border-y print:max-h-none print:overflow-visible print:[zoom:0.75]">
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells take the focus
          role="grid"
          aria-labelledby={id}
          className="w-max border-separate border-spacing-0 text-sm"
          onKeyDown={move}
        >
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky top-0 left-0 z-30 border-line border-b bg-paper py-1 pr-4 text-left align-bottom font-normal text-muted text-xs"
              >{t`Resident`}</th>
              {[t`Hits`, ...more].map((name, index) => (
                <th
                  key={name}
                  scope="col"
                  className={clsx(headClass, "px-2 text-right", index > 0 && "max-sm:hidden")}
                >
                  {name}
                </th>
              ))}
              {items.map((item) => (
                <ItemHead key={item.caseId} item={item} assignmentId={assignmentId} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Row
                key={row.userId}
                row={row}
                index={index}
                assignmentId={assignmentId}
                items={items}
                phaseAsked={phaseAsked}
                touchable={touchable}
                focused={place.row === index ? place.column : null}
                onFocus={setPlace}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th
                scope="row"
                className={clsx(footClass, "left-0 z-30 pr-4 text-left font-normal text-muted text-xs")}
              >{t`Hits, and of how many`}</th>
              <td className={clsx(footClass, "z-10 px-2 text-right")}>
                <HitShare hits={results.hits} n={results.n} />
              </td>
              {more.map((name) => (
                <td key={name} className={clsx(footClass, "z-10 max-sm:hidden")} />
              ))}
              {items.map(({ caseId, statistics }) => (
                <td key={caseId} className={clsx(footClass, "z-10 text-center text-xs")}>
                  <HitShare hits={statistics.hits} n={statistics.n} />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

/** A share over its n; of few the count alone, as narrow as a column. */
function HitShare({ hits, n }: { hits: number; n: number }) {
  return (
    <>
      {formatShare(n === 0 ? null : hits / n, n)}
      {!isFew(n) && <span className="block text-muted text-xs">{n}</span>}
    </>
  );
}

const headClass =
  "sticky top-0 z-20 border-line border-b bg-paper py-1 align-bottom font-normal text-muted text-xs";
const footClass = "sticky bottom-0 border-line border-t bg-paper py-1";

function ItemHead({ item, assignmentId }: { item: ResultItem; assignmentId: string }) {
  const { caseId, position, video, frame, phase, flags } = item;
  const flagged = flags.length > 0 ? `: ${flags.map((flag) => nameOf(flagNotes, flag)).join(", ")}` : "";
  return (
    <th scope="col" className={clsx(headClass, "min-w-9 px-0.5 text-center")}>
      <Link
        href={resultCaseUrl(assignmentId, caseId)}
        prefetch={false}
        title={t`${video}, frame ${frame}, phase ${phase}` + flagged}
        aria-label={t`Case ${position}, ${video}, frame ${frame}` + flagged}
        className="inline-flex min-h-8 min-w-8 flex-col items-center justify-end rounded-sm font-medium text-ink hover:bg-sunken"
      >
        {flags.length > 0 && <Flag aria-hidden className="size-3 fill-caution text-caution" />}
        {position}
      </Link>
    </th>
  );
}

type RowProps = {
  row: ResultRow;
  index: number;
  assignmentId: string;
  items: readonly ResultItem[];
  phaseAsked: boolean;
  /** Whether any of the cases has No-Go regions. */
  touchable: boolean;
  /** The column that the Tab key stops at, if it is in this row. */
  focused: number | null;
  onFocus: (place: Place) => void;
};

const Row = memo(function Row(props: RowProps) {
  const { row, index, assignmentId, items, phaseAsked, touchable, focused, onFocus } = props;
  const note = [
    nameOf(standingNames, row.standing),
    row.extended && t`extended`,
    row.late > 0 && t`${row.late} late`,
  ];
  return (
    <tr className="group">
      <th
        scope="row"
        className="sticky left-0 z-10 min-w-[min(9rem,40vw)] max-w-[min(16rem,40vw)] break-words border-line border-b bg-paper py-1.5 pr-4 text-left font-medium group-hover:bg-sunken"
      >
        {row.name}
        <span className="block font-normal text-muted text-xs">{`${note.filter(Boolean).join(", ")} · ${t`${row.answered} of ${items.length}`}`}</span>
      </th>
      <td className={numberClass}>{t`${row.hits} of ${row.n}`}</td>
      {phaseAsked && (
        <td className={clsx(numberClass, "max-sm:hidden")}>{t`${row.phasesRight} of ${row.n}`}</td>
      )}
      {touchable && (
        <td className={clsx(numberClass, "max-sm:hidden")}>
          {formatPercentOf(row.contact.mean, row.contact.n)}
        </td>
      )}
      <td className={clsx(numberClass, "max-sm:hidden")}>{formatTime(row.medianMs)}</td>
      {row.cells.map((cell, column) => {
        const item = items[column]!;
        const at = {
          "data-at": `${index} ${column}`,
          tabIndex: focused === column ? 0 : -1,
          onFocus: () => onFocus({ row: index, column }),
        };
        // The cell itself has the focus, so that an answer that comes in does not take it away.
        return (
          <td
            key={item.caseId}
            {...at}
            aria-label={t`Case ${item.position}: ${describeCell(cell)}`}
            title={describeCell(cell)}
            className={cellClass}
          >
            {cell.attemptId ? (
              <Link
                href={resultAttemptUrl(assignmentId, cell.attemptId)}
                prefetch={false}
                tabIndex={-1}
                aria-label={t`Open the answer to case ${item.position} of ${row.name}`}
                className="block rounded-sm p-1 hover:bg-accent-soft"
              >
                <ResultMark of={cell} />
              </Link>
            ) : (
              <div className="p-1">
                <ResultMark of={cell} />
              </div>
            )}
          </td>
        );
      })}
    </tr>
  );
});

const cellClass = "border-line border-b px-0.5 text-center -outline-offset-2 group-hover:bg-sunken";
const numberClass = "whitespace-nowrap border-line border-b px-2 py-1.5 text-right group-hover:bg-sunken";
