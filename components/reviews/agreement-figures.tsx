import type { ReviewAgreement } from "@/lib/domain/reviews/results";
import type { ReviewResults } from "@/lib/domain/reviews/views";
import { plural, t } from "@/lib/language/t";
import { formatDecimal } from "@/lib/words/figures";
import { Explained } from "../ui/explained";

type Figure = {
  readonly label: string;
  readonly explanation: string;
  readonly agreement: ReviewAgreement;
  /** What α is over; or why there is none. */
  readonly words: string;
};

/** How far the reviewers agree, and how much each of them has judged. */
export function AgreementFigures({ results }: { results: ReviewResults }) {
  const { onBest, onMarks, progress } = results;
  const figures: readonly Figure[] = [
    {
      label: t`On the best`,
      explanation: t`Krippendorff’s α of which source is the best of a case. 1 is agreement throughout, 0 what chance would give.`,
      agreement: onBest,
      words: casesInWords(onBest),
    },
    {
      label: t`On right and wrong`,
      explanation: t`Krippendorff’s α of whether a text is right. 1 is agreement throughout, 0 what chance would give.`,
      agreement: onMarks,
      words: textsInWords(onMarks),
    },
  ];
  return (
    <section aria-labelledby="agreement">
      <h2 id="agreement" className="font-semibold">{t`Agreement of the reviewers`}</h2>
      <dl className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(min(13rem,100%),1fr))] gap-x-6 gap-y-5">
        {figures.map(({ label, explanation, agreement, words }) => (
          <div key={label} className="border-line border-t pt-3">
            <dt className="text-muted text-sm">
              <Explained term={label}>{explanation}</Explained>
            </dt>
            <dd>
              <p className="mt-1 font-medium text-3xl tracking-[-0.025em]">
                {formatDecimal(agreement.alpha)}
              </p>
              <p className="mt-0.5 text-muted text-xs">{words}</p>
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

function casesInWords({ alpha, units }: ReviewAgreement): string {
  if (units === 0) return t`undefined: no case is judged by two reviewers`;
  return alpha === null
    ? t`undefined: everyone said the same of every case, so chance leaves nothing to disagree about`
    : t`α over ${plural(units, "# case", "# cases")} judged by two or more`;
}

function textsInWords({ alpha, units }: ReviewAgreement): string {
  if (units === 0) return t`undefined: no text is judged by two reviewers`;
  return alpha === null
    ? t`undefined: everyone said the same of every text, so chance leaves nothing to disagree about`
    : t`α over ${plural(units, "# text", "# texts")} judged by two or more`;
}
