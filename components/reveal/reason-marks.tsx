"use client";

import { clsx } from "clsx";
import { useId } from "react";
import { nameOf } from "@/lib/domain/name-of";
import { type Rationale, rationaleLabels } from "@/lib/domain/rationale";
import type { RecalledEntity } from "@/lib/domain/rationale-recall";
import { REASON_GRADES, type ReasonGrade, type ReasonPart } from "@/lib/domain/reasons/reason";
import { gradeWords } from "@/lib/domain/reasons/reason-words";
import type { ShownReason } from "@/lib/domain/reasons/views";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { ReaderSwatch } from "../viewer/marks";
import { readerPieces, referencePieces } from "./mark-pieces";
import { MarkedText } from "./marked-text";
import { type GiveMark, useMark } from "./use-mark";

export const MARK_UNREACHABLE = t`Calot can’t be reached just now: the mark is not stored. Give it again in a moment.`;

type Words = {
  readonly title: string;
  readonly note: string;
  /** Whose lines they are. */
  readonly writer: string;
  /** What a mark answers. */
  readonly question: string;
  /** Who marked beside the one who looks. */
  readonly other: string;
};

type ReasonMarksProps = {
  reasons: readonly ShownReason[];
  reference: Rationale;
  words: Words;
  give: (part: ReasonPart, grade: ReasonGrade) => ReturnType<GiveMark>;
};

/** A reader's words part by part beside the reference, to be marked. */
export function ReasonMarks({ reasons, reference, words, give }: ReasonMarksProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold">
        {words.title}
      </h2>
      <p className="text-muted text-sm print:hidden">{words.note}</p>
      <div className="@container mt-1 divide-y divide-line">
        {reasons.map((reason) => (
          <Reason
            key={reason.part}
            reason={reason}
            reference={reference[reason.part]}
            words={words}
            give={(grade) => give(reason.part, grade)}
          />
        ))}
      </div>
    </section>
  );
}

type ReasonProps = { reason: ShownReason; reference: string; words: Words; give: GiveMark };

function Reason({ reason, reference, words, give }: ReasonProps) {
  const { part, recall } = reason;
  const { marks, problem, mark } = useMark(reason, give);
  const found = describeFound(recall);
  return (
    <div className="py-3 print:py-1.5">
      <h3 className="mb-1.5 font-medium text-sm">{nameOf(rationaleLabels, part)}</h3>
      <div className="grid @lg:grid-cols-2 gap-x-5 gap-y-2.5">
        <div className="min-w-0">
          <p className="flex items-center gap-2 text-muted text-xs">
            <ReaderSwatch reader="you" />
            <span className="min-w-0 break-words">{words.writer}</span>
          </p>
          <p className="mt-0.5 break-words text-sm">
            <MarkedText reader="you" pieces={readerPieces(reason.words, recall)} />
          </p>
        </div>
        <div className="min-w-0">
          <p className="flex items-center gap-2 text-muted text-xs">
            <ReaderSwatch reader="reference" />
            {t`Reference`}
          </p>
          <p className="mt-0.5 break-words text-sm">
            {reference ? (
              <MarkedText reader="reference" pieces={referencePieces(reference, recall)} />
            ) : (
              t`Nothing is said of it.`
            )}
          </p>
        </div>
      </div>
      {found && <p className="mt-2 text-muted text-xs">{found}</p>}
      <Grades question={words.question} value={marks.mark} onChange={mark} />
      <p role="status" className={clsx("text-sm", problem ? "mt-1.5 text-danger" : "text-muted")}>
        {problem ?? (marks.other && `${words.other}: ${nameOf(gradeWords, marks.other)}`)}
      </p>
    </div>
  );
}

type GradesProps = {
  question: string;
  value: ReasonGrade | null;
  onChange: (grade: ReasonGrade) => void;
};

/** The three grades, of which one is chosen; none at first. */
function Grades({ question, value, onChange }: GradesProps) {
  const name = useId();
  return (
    <fieldset className="mt-2.5 mb-1.5 min-w-0">
      <legend className="mb-1 text-muted text-xs print:hidden">{question}</legend>
      <div className="grid max-w-md grid-cols-[repeat(auto-fit,minmax(min(5.5rem,100%),1fr))] overflow-clip rounded-md border border-line [overflow-clip-margin:3px] print:border-0">
        {REASON_GRADES.map((grade) => (
          <label
            key={grade}
            className="relative -mt-px -ml-px flex min-h-9 cursor-pointer items-center justify-center border-line border-t border-l px-1 text-center text-sm leading-tight hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus not-has-checked:text-muted pointer-coarse:min-h-11 print:not-has-checked:hidden print:justify-start print:border-0"
          >
            <input
              type="radio"
              name={name}
              className="absolute inset-0 cursor-[inherit] opacity-0"
              checked={value === grade}
              onChange={() => onChange(grade)}
            />
            <span className="pointer-events-none">{gradeWords[grade]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What the underlines say, in words; null where the reference names nothing that the lexicon knows. */
function describeFound(recall: readonly RecalledEntity[]): string | null {
  const names = (shared: boolean): string =>
    inList(
      recall.filter((entity) => entity.shared === shared).map(({ name }) => name),
      ",",
    );
  const [found, unfound] = [names(true), names(false)];
  if (!found && !unfound) return null;
  if (!unfound) return t`Found in these words: ${found}.`;
  return found
    ? t`Found in these words: ${found}. Not found: ${unfound}.`
    : t`Not found in these words: ${unfound}.`;
}
