import { z } from "zod";
import { results, XLSX } from "@/lib/contract/results";
import { toCsv } from "@/lib/documents/csv";
import { fileName } from "@/lib/documents/file-name";
import { writeWorkbook } from "@/lib/documents/write-workbook";
import { SHEET_NAMES } from "@/lib/domain/results/sheets";
import { t } from "@/lib/language/t";
import { succeed } from "@/lib/services/result";
import { exportResults } from "@/lib/services/results/export-results";
import { problem } from "../../../_http/problem";
import { serve } from "../../../_http/serve";

const querySchema = z.union([
  z.object({ format: z.literal("xlsx") }),
  z.object({ format: z.literal("csv"), sheet: z.enum(SHEET_NAMES) }),
]);

/** An assignment's results as a workbook, or one of its sheets as CSV (docs/results-export.md). */
export const GET = serve(results.export, async (ctx, { params, query }) => {
  const asked = querySchema.safeParse(query);
  if (!asked.success) {
    return problem(400, t`Ask for format=xlsx, or for format=csv with sheet=attempts, items or residents.`);
  }
  const found = await exportResults(ctx, params.id);
  if (!found.ok) return found;
  const { name: assignment, day, timeZone, sheets } = found.value;
  if (asked.data.format === "xlsx") {
    const body = new Blob([new Uint8Array(await writeWorkbook(sheets, timeZone))]);
    return succeed({ body, type: XLSX, name: fileName(["Calot", assignment, t`results`, day], "xlsx") });
  }
  const wanted = asked.data.sheet;
  const sheet = sheets.find(({ name }) => name === wanted)!;
  return succeed({
    body: toCsv(sheet.header, sheet.rows),
    type: "text/csv",
    name: fileName(["Calot", assignment, wanted, day], "csv"),
  });
});
