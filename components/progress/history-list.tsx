import { clsx } from "clsx";
import Link from "next/link";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import type { HistoryEntry } from "@/lib/domain/progress/views";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";
import { formatMoment } from "@/lib/words/dates";
import { contactInLine } from "@/lib/words/describe-answer";
import { formatDecimal, formatFloored } from "@/lib/words/figures";
import { caseUrl, practiceSource } from "../quiz/case-addresses";
import { cameLateWords } from "../reveal/came-late-words";
import { LinkPending } from "../ui/link-pending";
import { Thumbnail } from "../viewer/thumbnail";

type HistoryListProps = { entries: readonly HistoryEntry[]; timeZone: string };

const practise = ({ mode, caseId }: HistoryEntry, again: boolean): string =>
  caseUrl(practiceSource(mode, { again }), caseId);

/** Where an entry leads; null where there is nothing to see. */
function destinationOf(entry: HistoryEntry): string | null {
  switch (entry.state) {
    case "scored":
      return `/attempts/${entry.attemptId}`;
    case "open":
      return entry.assignmentId ? `/assignments/${entry.assignmentId}` : practise(entry, false);
    case "missed":
      return practise(entry, true);
    case "withheld":
      return null;
  }
}

function headlineOf({ state, phase, zone }: HistoryEntry): string {
  if (state === "open") return t`Waits for its Go Zone`;
  if (state === "withheld") return t`Answered; the results are not released yet`;
  if (phase && zone) return asSentence(summarizeAnswer(phase, zone));
  return state === "missed" ? t`Its Go Zone has not come` : t`Answered`;
}

function detailOf(entry: HistoryEntry, timeZone: string): string | null {
  const { state, phase, iou, centerDistance, contact, late } = entry;
  if (state === "open") return t`Draw it within a day of naming the phase, or it counts as a miss.`;
  if (state === "missed" && !phase) {
    return t`It counts as a miss for now. A zone that waits in another browser is taken when it comes, unless you practise the case again.`;
  }
  if (state === "missed") return t`No zone was drawn in time, so nothing is shown. Practise the case again.`;
  if (iou === null || centerDistance === null) return null;
  const place = t`IoU ${formatFloored(iou)}, centre distance ${formatDecimal(centerDistance, 1)}% of the diagonal`;
  const told = [place, contactInLine(contact)].filter(Boolean).join(", ");
  return late ? `${told}. ${cameLateWords(late, timeZone)}` : told;
}

/** What is told beside the moment of an attempt. */
function factsOf({ mode, ordinal, rescored }: HistoryEntry): readonly string[] {
  return [
    modeWords(mode).inLine,
    ...(ordinal > 1 ? [t`attempt ${ordinal}`] : []),
    ...(rescored === "metric" ? [t`scored anew after the metric was changed`] : []),
    ...(rescored && rescored !== "metric" ? [t`scored anew after its reference was changed`] : []),
  ];
}

/** Past attempts, each with its frame. */
export function HistoryList({ entries, timeZone }: HistoryListProps) {
  return (
    <ol className="divide-y divide-line border-line border-y">
      {entries.map((entry) => {
        const href = destinationOf(entry);
        const detail = detailOf(entry, timeZone);
        return (
          <li key={entry.attemptId} className={clsx("relative flex gap-4 py-3", href && "hover:bg-sunken")}>
            <Thumbnail
              frame={entry}
              width={128}
              className="w-24 max-w-[28%] shrink-0 self-start rounded-sm sm:w-32"
            />
            <div className="min-w-0 flex-1 break-words py-0.5">
              <p className="font-medium">
                {href ? (
                  <Link href={href} prefetch={false} className="after:absolute after:inset-0">
                    {headlineOf(entry)}
                    <LinkPending />
                  </Link>
                ) : (
                  headlineOf(entry)
                )}
              </p>
              {detail && <p className="text-muted text-sm">{detail}</p>}
              <p className="mt-0.5 text-muted text-xs">
                <time dateTime={entry.at}>{formatMoment(entry.at, timeZone)}</time>
                {factsOf(entry).map((fact) => `, ${fact}`)}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
