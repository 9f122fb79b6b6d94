import type { DisputeDetail } from "@/lib/domain/disputes/views";
import { phaseNames } from "@/lib/domain/phases";
import { RATIONALE_PARTS, rationaleLabels } from "@/lib/domain/rationale";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { describeRegionChanges } from "@/lib/words/describe-regions";
import { describePixels } from "../reveal/describe-box";

/** What somebody would do about the question, which waits for another person's agreement. */
export function ProposalNote({ dispute, timeZone }: { dispute: DisputeDetail; timeZone: string }) {
  const { proposal, current } = dispute;
  if (!proposal) return null;
  const { by, at, sentence, reference, own, mayAgree } = proposal;
  const regionChanges = reference && describeRegionChanges(current.noGo, reference.noGo);
  return (
    <section aria-labelledby="proposal" className="border-line-strong border-l-2 pl-3">
      <h2 id="proposal" className="font-semibold">
        {reference ? t`${by} would change the reference` : t`${by} would take the change back`}
      </h2>
      <p className="text-muted text-sm">{formatMoment(at, timeZone)}</p>
      <p className="mt-1 whitespace-pre-line break-words">{sentence}</p>
      {reference && (
        <dl className="mt-2 space-y-1.5 text-sm">
          <div>
            <dt className="text-muted text-xs">{t`Phase`}</dt>
            <dd>
              {reference.phase}, {phaseNames[reference.phase as keyof typeof phaseNames]}
            </dd>
          </div>
          <div>
            <dt className="text-muted text-xs">{t`Zones`}</dt>
            <dd>{reference.boxes.map(describePixels).join("; ")}</dd>
          </div>
          {regionChanges && (
            <div>
              <dt className="text-muted text-xs">{t`No-Go`}</dt>
              <dd className="break-words">{regionChanges}</dd>
            </div>
          )}
          {RATIONALE_PARTS.filter((part) => reference.rationale[part] !== current.rationale[part]).map(
            (part) => (
              <div key={part}>
                <dt className="text-muted text-xs">{rationaleLabels[part]}</dt>
                <dd className="break-words">{reference.rationale[part]}</dd>
              </div>
            ),
          )}
        </dl>
      )}
      {!mayAgree && (
        <p className="mt-2 text-muted text-sm">
          {own
            ? t`It waits for somebody else’s agreement. Decided again, it takes the place of this.`
            : t`It waits for the agreement of a chief of this dataset.`}
        </p>
      )}
    </section>
  );
}
