import { readers } from "@/lib/contract/readers";
import { toCsv } from "@/lib/documents/csv";
import { CSV_HEADER, csvRows } from "@/lib/domain/readers/csv-table";
import { arrangeRows, readTableView } from "@/lib/domain/readers/table-view";
import { listReaders } from "@/lib/services/readers/list-readers";
import { succeed } from "@/lib/services/result";
import { serve } from "../../_http/serve";

/** The table of readers as CSV, filtered and sorted as its page is by the same parameters. */
export const GET = serve(readers.csv, async (ctx, { query }) => {
  const table = await listReaders(ctx);
  if (!table.ok) return table;
  const groups = arrangeRows(table.value.rows, readTableView(new URLSearchParams(query)));
  return succeed({ body: toCsv(CSV_HEADER, csvRows(groups)), type: "text/csv", name: "calot-readers.csv" });
});
