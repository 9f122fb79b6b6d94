import { toCsv } from "@/lib/documents/csv";
import { exportCohort } from "@/lib/services/cohorts/export-cohort";
import { withActor } from "../../../_http/handle";
import { failureResponse } from "../../../_http/problem";

/** A table of a cohort's figures as CSV (docs/cohorts.md): of weeks=4, 12, 26, 52 or all. */
export function GET(
  request: Request,
  { params }: RouteContext<"/api/cohorts/[id]/export">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const { searchParams } = new URL(request.url);
    const { id } = await params;
    const [weeks, asked] = [searchParams.get("weeks"), searchParams.get("table")];
    const exported = await exportCohort(ctx, { id, weeks, table: asked });
    if (!exported.ok) return failureResponse(exported.failure);
    const [header = [], ...rows] = exported.value.table;
    const name = asked === "failures" || asked === "residents" ? asked : "figures";
    return new Response(toCsv(header.map(String), rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="calot-cohort-${name}.csv"`,
        "cache-control": "no-store",
      },
    });
  });
}
