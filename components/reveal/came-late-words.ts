import type { CameLate } from "@/lib/domain/attempts/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";

/** Said of an answer whose zone came when it was a miss already. */
export function cameLateWords({ givenAt, arrivedAt }: CameLate, timeZone: string): string {
  const arrived = formatMoment(arrivedAt, timeZone);
  return givenAt === null
    ? t`Its zone arrived ${arrived}, more than a day after its phase. Until then it counted as a miss.`
    : t`Given ${formatMoment(givenAt, timeZone)} by your device’s clock, arrived ${arrived}. Until then it counted as a miss.`;
}
