import { t } from "@/lib/language/t";
/** "Year 3"; a dash where it is not known. */
export function trainingWords(year: number | null): string {
  return year === null ? "—" : t`Year ${year}`;
}

export const TRAINING_YEARS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
