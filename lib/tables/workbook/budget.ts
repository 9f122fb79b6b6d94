import { plural, t } from "@/lib/language/t";
import { TableError } from "../table-error";

/** What reading a workbook may cost: a file of a few kilobytes can hold gigabytes of nothing. */
export type Budget = {
  /** @param bytes that were unpacked */
  unpack(bytes: number): void;
  /** One more cell that holds something, with so many characters. */
  hold(characters: number): void;
};

const MOST_UNPACKED_BYTES = 2_000_000_000;
const MOST_CELLS = 1_000_000;
const MOST_CHARACTERS = 64_000_000;
const LONGEST_SECONDS = 60;

/**
 * @param unpackedBytes the most that it may unpack to
 * @throws TableError with a sentence for people once it is used up
 */
export function startBudget({ unpackedBytes = MOST_UNPACKED_BYTES } = {}): Budget {
  const began = performance.now();
  let unpacked = 0;
  let cells = 0;
  let characters = 0;
  return {
    unpack(bytes) {
      unpacked += bytes;
      if (unpacked > unpackedBytes) {
        throw new TableError(
          t`The workbook unpacks to more than ${unpackedBytes / 1_000_000} MB: delete the empty rows below its tables, or split it.`,
        );
      }
      if (performance.now() - began > LONGEST_SECONDS * 1000) {
        throw new TableError(
          t`Reading the workbook took more than ${plural(LONGEST_SECONDS, "# second", "# seconds")}: delete the empty rows below its tables, or split it.`,
        );
      }
    },
    hold(length) {
      cells += 1;
      characters += length;
      if (cells > MOST_CELLS || characters > MOST_CHARACTERS) {
        throw new TableError(
          t`The workbook holds more than ${plural(MOST_CELLS, "# cell", "# cells")} or ${MOST_CHARACTERS / 1_000_000} million characters: split it.`,
        );
      }
    },
  };
}
