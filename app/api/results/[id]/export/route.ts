import { z } from "zod";
import { toCsv } from "@/lib/documents/csv";
import { SHEET_NAMES } from "@/lib/domain/results/sheets";
import { exportResults } from "@/lib/services/results/export-results";
import { writeWorkbook } from "@/lib/services/results/write-workbook";
import { withActor } from "../../../_http/handle";
import { failureResponse, problem } from "../../../_http/problem";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const querySchema = z.union([
  z.object({ format: z.literal("xlsx") }),
  z.object({ format: z.literal("csv"), sheet: z.enum(SHEET_NAMES) }),
]);

/** An assignment's results as a workbook, or one of its sheets as CSV (docs/results-export.md). */
export function GET(
  request: Request,
  { params }: RouteContext<"/api/results/[id]/export">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) {
      return problem(400, "Ask for format=xlsx, or for format=csv with sheet=attempts, items or residents.");
    }
    const found = await exportResults(ctx, (await params).id);
    if (!found.ok) return failureResponse(found.failure);
    const { sheets } = found.value;
    if (query.data.format === "xlsx") {
      const workbook = await writeWorkbook(sheets);
      return file(new Blob([new Uint8Array(workbook)]), XLSX, "calot-results.xlsx");
    }
    const { sheet: asked } = query.data;
    const sheet = sheets.find(({ name }) => name === asked)!;
    return file(toCsv(sheet.header, sheet.rows), "text/csv; charset=utf-8", `calot-results-${asked}.csv`);
  });
}

function file(body: BodyInit, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
