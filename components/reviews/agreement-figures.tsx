import type { ReviewAgreement } from "@/lib/domain/reviews/results";
import type { ReviewResults } from "@/lib/domain/reviews/views";
import { plural, t } from "@/lib/language/t";
import { formatDecimal, formatNumberOf } from "@/lib/words/figures";
import { Explained } from "../ui/explained";

type Figure = {
  readonly label: string;
  readonly explanation: string;
  readonly agreement: ReviewAgreement;
  readonly unit: string;
};

/** How far the reviewers agree, and how much each of them has judged. */
export function AgreementFigures({ results }: { results: ReviewResults }) {
  const { onBest, onMarks, progress } = results;
  const figures: readonly Figure[] = [
    {
      label: t`On the best`,
      explanation: t`Krippendorff’s α of which source is the best of a case. 1 is agreement throughout, 0 what chance would give.`,
      agreement: onBest,
      unit: "case",
    },
    {
      label: t`On right and wrong`,
      explanation: t`Krippendorff’s α of whether a text is right. 1 is agreement throughout, 0 what chance would give.`,
      agreement: onMarks,
      unit: "text",
    },
  ];
  return (
    <section aria-labelledby="agreement">
      <h2 id="agreement" className="font-semibold">{t`Agreement of the reviewers`}</h2>
      <dl className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(min(13rem,100%),1fr))] gap-x-6 gap-y-5">
        {figures.map(({ label, explanation, agreement, unit }) => (
          <div key={label} className="border-line border-t pt-3">
            <dt className="text-muted text-sm">
              <Explained term={label}>{explanation}</Explained>
            </dt>
            <dd>
              <p className="mt-1 font-medium text-3xl tracking-[-0.025em]">
                {formatDecimal(agreement.alpha)}
              </p>
              <p className="mt-0.5 text-muted text-xs">
                {agreement.alpha === null
                  ? whyNone(agreement, unit)
                  : t`α over ${formatNumberOf(agreement.units, unit)} judged by two or more`}
              </p>
            </dd>
          </div>
        ))}
        <div className="border-line border-t pt-3">
          <dt className="text-muted text-sm">{t`Judged in full`}</dt>
          <dd>
            <ul className="mt-1 space-y-0.5 text-sm">
              {progress.map(({ reviewer, done, of }) => (
                <li key={reviewer}>
                  <span className="mr-2 inline-block min-w-6 text-muted">{t`R${reviewer}`}</span>
                  {t`${done} of ${plural(of, "# case", "# cases")}`}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </section>
  );
}

function whyNone({ units }: ReviewAgreement, unit: string): string {
  if (units === 0) return `undefined: no ${unit} is judged by two reviewers`;
  return t`undefined: everyone said the same of every ${unit}, so chance leaves nothing to disagree about`;
}
