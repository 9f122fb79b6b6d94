"use client";

import { CircleQuestionMark } from "lucide-react";
import type { ReactNode } from "react";
import type { AssignmentRun } from "@/lib/domain/assignments/views";
import type { Mode } from "@/lib/domain/attempts/mode";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { t } from "@/lib/language/t";
import { TimeLeft } from "./time-left";

type SittingLineProps = {
  mode: Mode;
  /** Null in free practice. */
  assignment: AssignmentRun | null;
  /** The case's place in the sitting, or in the reader's order; null where it has none. */
  number: number | null;
  /** How many cases there are. */
  of: number | null;
  timeLeft: number | null;
  onHelp: () => void;
  /** What is not sent yet. */
  children: ReactNode;
};

/** What is being done, in the line across the top of the stage. */
export function SittingLine({ mode, assignment, number, of, timeLeft, onHelp, children }: SittingLineProps) {
  return (
    <div className="flex items-center gap-1">
      <p className="flex min-w-0 flex-1 gap-1.5">
        <span className="min-w-0 truncate text-ink">{assignment?.name ?? t`Practice`}</span>
        <span className={assignment ? "hidden shrink-0 lg:inline" : "shrink-0"}>
          · {modeWords(mode).name}
        </span>
        {of !== null && number !== null && <span className="shrink-0">· {t`${number} of ${of}`}</span>}
      </p>
      {timeLeft !== null && <TimeLeft ms={timeLeft} />}
      {children}
      <button
        type="button"
        onClick={onHelp}
        aria-label={t`Help`}
        title={t`Help and all keys (?)`}
        className="grid size-9 place-items-center rounded-md hover:bg-raised hover:text-ink pointer-coarse:size-11"
      >
        <CircleQuestionMark aria-hidden className="size-5" />
      </button>
    </div>
  );
}
