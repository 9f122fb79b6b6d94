import { locale } from "@/lib/language/language";

export type SortValue = string | number | null;
export type Sort = { readonly key: string; readonly descending: boolean };

const texts = new Intl.Collator(locale(), { numeric: true, sensitivity: "base" });

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : texts.compare(String(a), String(b));
}

/** Rows in the order of a value; rows of equal value keep theirs, and those without one come last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  read: (row: Row) => SortValue,
  descending: boolean,
): readonly Row[] {
  return rows
    .map((row) => ({ row, value: read(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return descending ? compare(b.value, a.value) : compare(a.value, b.value);
    })
    .map(({ row }) => row);
}
