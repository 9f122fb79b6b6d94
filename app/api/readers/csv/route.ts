import { toCsv } from "@/lib/documents/csv";
import { CSV_HEADER, csvRows } from "@/lib/domain/readers/csv-table";
import { arrangeRows, readTableView } from "@/lib/domain/readers/table-view";
import { listReaders } from "@/lib/services/readers/list-readers";
import { withActor } from "../../_http/handle";
import { failureResponse } from "../../_http/problem";

/** The table of readers as CSV, filtered and sorted as its page is by the same parameters. */
export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const table = await listReaders(ctx);
    if (!table.ok) return failureResponse(table.failure);
    const groups = arrangeRows(table.value.rows, readTableView(new URL(request.url).searchParams));
    return new Response(toCsv(CSV_HEADER, csvRows(groups)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="calot-readers.csv"',
        "cache-control": "no-store",
      },
    });
  });
}
