import { clsx } from "clsx";
import Link from "next/link";
import { rich } from "@/components/ui/rich";
import type { AssignedCase } from "@/lib/domain/assignments/views";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";
import { contactInLine } from "@/lib/words/describe-answer";
import { formatFloored } from "@/lib/words/figures";
import { LinkPending } from "../ui/link-pending";
import { Thumbnail } from "../viewer/thumbnail";

type AssignedCasesProps = {
  id: string;
  cases: readonly AssignedCase[];
  /** Whether something can be answered still. */
  open: boolean;
};

function headlineOf({ state, phase, zone }: AssignedCase): string {
  if (state === "open") return t`Waits for its Go Zone`;
  if (state === "withheld") return t`Answered`;
  if (!phase || !zone) return t`No zone was drawn in time`;
  return asSentence(summarizeAnswer(phase, zone));
}

/** The cases of an assignment that its reader has come to, in the reader's order; with results once they are out. */
export function AssignedCases({ id, cases, open }: AssignedCasesProps) {
  return (
    <ol className="max-w-3xl divide-y divide-line border-line border-y">
      {cases.map((each) => {
        const { number, caseId, attemptId, frameUrl, frameVersion, state, iou, contact, late, left } = each;
        const href =
          state === "open" && open
            ? `/assignments/${id}/cases/${caseId}`
            : attemptId
              ? `/attempts/${attemptId}`
              : null;
        return (
          <li key={caseId} className="flex items-center gap-4 py-3">
            <div className={clsx("relative flex min-w-0 flex-1 gap-4", href && "hover:bg-sunken")}>
              <Thumbnail
                frame={{ frameUrl, frameVersion }}
                width={96}
                className="w-20 shrink-0 self-start rounded-sm sm:w-24"
              />
              <div className="min-w-0 flex-1 break-words py-0.5">
                <p className="font-medium">
                  <span className="text-muted tabular-nums">{number}.</span>{" "}
                  {href ? (
                    <Link href={href} prefetch={false} className="after:absolute after:inset-0">
                      {headlineOf(each)}
                      <LinkPending />
                    </Link>
                  ) : (
                    headlineOf(each)
                  )}
                </p>
                <p className="text-muted text-sm">
                  {[iou !== null && `IoU ${formatFloored(iou)}`, contactInLine(contact), late && t`late`]
                    .filter(Boolean)
                    .join(", ")}
                </p>
              </div>
            </div>
            {open && left > 0 && (state === "scored" || state === "missed") && (
              <Link
                href={`/assignments/${id}/cases/${caseId}`}
                prefetch={false}
                className="shrink-0 rounded-sm py-1 text-accent text-sm underline decoration-transparent underline-offset-4 hover:decoration-current"
              >{rich`Try ${<span className="sr-only">{t`case ${number}`}</span>} again (${left} left)`}</Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}
