import type { CsvValue } from "@/lib/documents/csv";
import type { SortValue } from "./sort-rows";

export type CsvColumn<Row> = {
  readonly header: string;
  /** What is sorted and searched by, and stands in the CSV file. */
  readonly value: (row: Row) => SortValue;
  /** What stands beside it in the CSV file alone. */
  readonly beside?: readonly {
    readonly header: string;
    readonly value: (row: Row) => SortValue;
  }[];
};

/** The header of a table's CSV file. */
export function csvHeader<Row>(columns: readonly CsvColumn<Row>[]): string[] {
  return columns.flatMap(({ header, beside = [] }) => [header, ...beside.map((more) => more.header)]);
}

/** A row of a table's CSV file. */
export function csvRow<Row>(columns: readonly CsvColumn<Row>[], row: Row): CsvValue[] {
  return columns.flatMap(({ value, beside = [] }) => [value(row), ...beside.map((more) => more.value(row))]);
}
