import { clsx } from "clsx";
import Link from "next/link";
import { canAnswer } from "@/lib/domain/assignments/schedule";
import type { DueAssignment } from "@/lib/domain/assignments/views";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { plural, t } from "@/lib/language/t";
import { LinkPending } from "../ui/link-pending";
import { dueWords } from "./standing-words";

type DueListProps = { assignments: readonly DueAssignment[]; timeZone: string; now: string };

/** How many cases are answered, as a scale under its words. */
function Progress({ answered, cases }: { answered: number; cases: number }) {
  return (
    <div className="w-28 shrink-0 text-right text-sm">
      <p className="tabular-nums">{t`${answered} of ${cases}`}</p>
      <div aria-hidden className="mt-1 h-1 overflow-hidden rounded-full bg-line">
        <div className="h-full bg-accent" style={{ width: `${cases > 0 ? (100 * answered) / cases : 0}%` }} />
      </div>
    </div>
  );
}

/** A reader's assignments, each with what there is to do by when. */
export function DueList({ assignments, timeZone, now }: DueListProps) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {assignments.map((assignment) => {
        const { id, name, mode, standing, answered, cases, timeLimitMinutes } = assignment;
        return (
          <li key={id} className="relative flex items-center gap-4 py-3 hover:bg-sunken">
            <div className="min-w-0 flex-1">
              <p className="break-words font-medium">
                <Link href={`/assignments/${id}`} className="after:absolute after:inset-0">
                  {name}
                  <LinkPending />
                </Link>
              </p>
              <p
                className={clsx(
                  "text-sm",
                  standing === "late" ? "text-caution" : canAnswer(standing) ? "text-ink" : "text-muted",
                )}
              >
                {dueWords(assignment, { now, timeZone })}
              </p>
              <p className="text-muted text-xs">
                {modeWords(mode).name}
                {timeLimitMinutes !== null && `, ${t`${plural(timeLimitMinutes, "# minute", "# minutes")}`}`}
              </p>
            </div>
            <Progress answered={answered} cases={cases} />
          </li>
        );
      })}
    </ul>
  );
}
