import { phaseOutcome } from "@/lib/domain/attempts/mode";
import type { DisputeDetail, DisputeEntry } from "@/lib/domain/disputes/views";
import { phaseNames } from "@/lib/domain/phases";
import { RATIONALE_PARTS, rationaleLabels } from "@/lib/domain/rationale";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { formatFloored } from "@/lib/words/figures";
import { describeZone } from "../reveal/describe-box";

/** What somebody would have instead of a reference, in words; null where they only gave a reason. */
export function proposalInWords({ phase, box }: Pick<DisputeEntry, "phase" | "box">): string | null {
  if (!phase) return box && t`Would have a zone at ${describeZone(box)}.`;
  return box
    ? t`Would have phase ${phase}, ${phaseNames[phase]}, and a zone at ${describeZone(box)}.`
    : t`Would have phase ${phase}, ${phaseNames[phase]}.`;
}

/** Who questions the reference and why, what they answered, and what the reference says. */
export function DisputeFacts({ dispute, timeZone }: { dispute: DisputeDetail; timeZone: string }) {
  const { attempt, current, reason, reader, at } = dispute;
  const outcome = phaseOutcome(attempt.mode, attempt.phaseCorrect);
  const proposal = proposalInWords(dispute);
  return (
    <>
      <section aria-labelledby="reason">
        <h2 id="reason" className="font-semibold">
          {reader}, {formatDay(at, timeZone)}
        </h2>
        <p className="mt-1 whitespace-pre-line break-words">{reason}</p>
        {proposal && <p className="mt-1 text-muted text-sm">{proposal}</p>}
        <p className="mt-1 text-muted text-sm">{t`Answered ${attempt.phase}, ${phaseNames[attempt.phase]}: ${summarizeAnswer(outcome, attempt.zoneOutcome)}, IoU ${formatFloored(attempt.iou)}.`}</p>
      </section>
      <section aria-labelledby="reference">
        <h2
          id="reference"
          className="font-semibold"
        >{t`Reference ${current.number}: ${current.phase}, ${phaseNames[current.phase]}`}</h2>
        <dl className="mt-1 divide-y divide-line text-sm">
          {RATIONALE_PARTS.map((part) => (
            <div key={part} className="py-2">
              <dt className="text-muted text-xs">{rationaleLabels[part]}</dt>
              <dd className="break-words">{current.rationale[part] || t`Nothing is said of it.`}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
