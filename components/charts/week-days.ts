const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Days since 1970 of a calendar day YYYY-MM-DD. */
export function dayNumber(day: string): number {
  return Date.parse(day) / MS_PER_DAY;
}

/** A week, and what there is of it: null where there is nothing. */
export type WeekSlot<T> = { readonly week: string; readonly of: T | null };

/** Every week from the first to the last, each named by its Monday (YYYY-MM-DD), so that a chart shows the gaps. */
export function fillWeeks<T extends { readonly week: string }>(
  weeks: readonly T[],
  first: string,
  last: string,
): readonly WeekSlot<T>[] {
  const known = new Map(weeks.map((each) => [each.week, each]));
  const slots: WeekSlot<T>[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 7 * MS_PER_DAY) {
    const week = new Date(at).toISOString().slice(0, 10);
    slots.push({ week, of: known.get(week) ?? null });
  }
  return slots;
}

/** Which values stand alone, without one before or after them: a line doesn't show them. */
export function standAlone(values: readonly (number | null)[]): readonly boolean[] {
  const isTold = (index: number): boolean => (values[index] ?? null) !== null;
  return values.map((_, index) => isTold(index) && !isTold(index - 1) && !isTold(index + 1));
}
