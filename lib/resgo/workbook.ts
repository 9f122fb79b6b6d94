import { unzipSync } from "fflate";
import { type CellValue, type Cell as HucreCell, readXlsx } from "hucre";
import { plural, t } from "@/lib/language/t";
import { BundleError } from "./list-files";
import { type Problem, warning } from "./problem";
import type { Cell, Sheet } from "./sheet";

/** What a workbook may unpack to: a file of a few kilobytes can hold gigabytes of zeros. */
const MOST_UNPACKED_BYTES = 256_000_000;
const MOST_PARTS = 10_000;

/**
 * The visible sheets of an Excel workbook (.xlsx, .xlsm).
 *
 * @throws BundleError with a sentence for people when it isn't one, or is damaged
 */
export async function readWorkbook(
  file: string,
  bytes: Buffer,
): Promise<{ sheets: Sheet[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  checkSize(bytes);
  const workbook = await readXlsx(bytes, {
    sheets: (sheet) => {
      if (!sheet.hidden && !sheet.veryHidden) return true;
      problems.push(warning({ file, sheet: sheet.name }, t`The sheet is hidden and was skipped.`));
      return false;
    },
  }).catch((cause: Error) => {
    throw new BundleError(t`The workbook is damaged, or is none: ${cause.message.replace(/\.$/, "")}.`);
  });
  const sheets = workbook.sheets.map((sheet) => ({
    file,
    name: sheet.name,
    rows: sheet.rows.map((row, r) => row.map((value, c) => toCell(value, sheet.cells?.get(`${r},${c}`)))),
    merges: sheet.merges ?? [],
  }));
  return { sheets, problems };
}

/** Refuses zip bombs by what the archive says of itself, which the reader then holds it to. */
function checkSize(bytes: Buffer): void {
  let parts = 0;
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter: (part) => {
        parts += 1;
        // A part that says it is empty and isn't would be unpacked without a limit.
        if (part.originalSize === 0 && !part.name.endsWith("/"))
          throw new BundleError(t`The workbook is damaged, or is none: its part ${part.name} is empty.`);
        unpacked += part.originalSize;
        return false;
      },
    });
  } catch (cause) {
    if (cause instanceof BundleError) throw cause;
    throw new BundleError(t`The workbook is damaged, or is none: ${(cause as Error).message}.`);
  }
  if (parts > MOST_PARTS || unpacked > MOST_UNPACKED_BYTES) {
    throw new BundleError(
      t`The workbook unpacks to ${Math.ceil(unpacked / 1_000_000)} MB in ${plural(parts, "# part", "# parts")}, which is too much.`,
    );
  }
}

function toCell(value: CellValue, detail: HucreCell | undefined): Cell {
  if (detail?.type === "error") return { fault: { error: String(detail.value) } };
  if (detail?.type === "formula" && value === null) return { fault: "formula" };
  return value;
}
