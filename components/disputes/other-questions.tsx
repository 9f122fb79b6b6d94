import type { DisputeDetail, DisputeEntry } from "@/lib/domain/disputes/views";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { proposalInWords } from "./dispute-facts";

type OtherQuestionsProps = {
  dispute: DisputeDetail;
  timeZone: string;
  together: ReadonlySet<string>;
  /** Null where nothing is to be decided. */
  onToggle: ((id: string) => void) | null;
};

/** What others ask about the same case: decided together with this one, or left open. */
export function OtherQuestions({ dispute, timeZone, together, onToggle }: OtherQuestionsProps) {
  const open = dispute.others.filter(({ status }) => status === "open");
  if (open.length === 0) return null;
  return (
    <fieldset className="text-sm">
      <legend className="font-semibold text-base">{t`Also asked about this case`}</legend>
      {onToggle && (
        <p className="text-muted">{t`Those you tick are decided together with this one, in the same words.`}</p>
      )}
      <ul className="mt-1 divide-y divide-line">
        {open.map((other) => (
          <li key={other.id} className="py-2">
            {onToggle && !other.own ? (
              <label className="flex cursor-pointer items-start gap-2.5">
                <input
                  type="checkbox"
                  checked={together.has(other.id)}
                  onChange={() => onToggle(other.id)}
                  className="mt-0.5 size-4 shrink-0 accent-accent"
                />
                <Question other={other} timeZone={timeZone} />
              </label>
            ) : (
              <Question other={other} timeZone={timeZone} />
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Question({ other, timeZone }: { other: DisputeEntry; timeZone: string }) {
  return (
    <span className="min-w-0 break-words">
      <span className="block text-muted text-xs">
        {other.own
          ? t`${other.reader}, ${formatDay(other.at, timeZone)}: your own, which a colleague decides`
          : `${other.reader}, ${formatDay(other.at, timeZone)}`}
      </span>
      {other.reason}
      <span className="block text-muted">{proposalInWords(other)}</span>
    </span>
  );
}
