import { STATISTICS_FROM_WORDS } from "@/lib/domain/items/item-flags";
import type { LibraryCase } from "@/lib/domain/library/views";
import { CONTACT_ABOVE } from "@/lib/domain/no-go/contact";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { plural, t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";
import { formatDecimal, formatPercentOf } from "@/lib/words/figures";
import { Bars } from "../ui/bars";

const contactSentence = ({ n, over, mean }: LibraryCase["figures"]["contact"]): string =>
  t`On average ${formatPercentOf(mean, n)} of a zone lies on No-Go regions; more than ${100 * CONTACT_ABOVE}% in ${over} of ${plural(n, "# zone", "# zones")}.`;

/** How a case went with all of the institution's readers, in or out of assignments. */
export function PreviewReaders({ of: { figures, difficulty, heat } }: { of: LibraryCase }) {
  const { n, failures, discrimination, contact } = figures;
  if (n === 0) {
    return (
      <section aria-labelledby="preview-readers">
        <h2 id="preview-readers" className="font-semibold">{t`Readers`}</h2>
        <p className="mt-1 text-muted text-sm">
          {heat
            ? t`No answer counts yet: the results of an assignment with this case are not released.`
            : t`Nobody has answered it yet.`}
        </p>
      </section>
    );
  }
  return (
    <Bars
      title={t`Readers`}
      note={[
        t`${plural(n, "# first answer", "# first answers")} of the whole institution.`,
        discrimination === null
          ? t`Difficulty ${formatDecimal(difficulty)}, discrimination ${formatDecimal(discrimination)} (fewer than ${STATISTICS_FROM_WORDS} readers).`
          : t`Difficulty ${formatDecimal(difficulty)}, discrimination ${formatDecimal(discrimination)}.`,
        ...(contact.n > 0 ? [contactSentence(contact)] : []),
      ].join(" ")}
      of={n}
      bars={failures.map(({ phase, zone, n: count }) => ({
        name: asSentence(summarizeAnswer(phase, zone)),
        n: count,
      }))}
    />
  );
}
