import { CONTACT_ABOVE } from "@/lib/domain/no-go/contact";
import type { ContactSummary } from "@/lib/domain/no-go/contact-schema";
import { t } from "@/lib/language/t";
import { formatPercentOf, formatShare } from "@/lib/words/figures";

const CONTACT_PERCENT = 100 * CONTACT_ABOVE;

/** What the figure says, in a sentence or two. */
export const contactRule = t`The mean share of the zones that lies on No-Go regions, whatever the phase; below it, how many of the zones have more than ${CONTACT_PERCENT}% there. Over zones of cases that have such regions.`;

/** "2 of 9 above 5%"; null where there is no zone to tell of. */
export const contactNote = ({ n, over }: ContactSummary): string | null =>
  n === 0 ? null : t`${formatShare(over / n, n)} above ${CONTACT_PERCENT}%`;

/** The mean contact of some zones, and how many of them have more than a little. */
export function MeanContact({ of }: { of: ContactSummary }) {
  const note = contactNote(of);
  return (
    <>
      {formatPercentOf(of.mean, of.n)}
      {note && <span className="block text-muted text-xs">{note}</span>}
    </>
  );
}
