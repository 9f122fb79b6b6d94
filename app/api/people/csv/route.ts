import { toCsv } from "@/lib/documents/csv";
import { roleNames } from "@/lib/domain/people/role";
import { exportPeople } from "@/lib/services/people/export-people";
import { withActor } from "../../_http/handle";
import { failureResponse } from "../../_http/problem";

/** The people that match, as CSV. */
export function GET(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return withActor(request, async (ctx) => {
    const found = await exportPeople(ctx, query);
    if (!found.ok) return failureResponse(found.failure);
    const csv = toCsv(
      ["Name", "E-mail", "Role", "Cohorts", "Year of training", "Account"],
      found.value.map(({ name, email, role, cohorts, trainingYear, active }) => [
        name,
        email,
        roleNames[role],
        cohorts.map((cohort) => cohort.name).join(", "),
        trainingYear,
        active ? "open" : "closed",
      ]),
    );
    return new Response(csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="calot-people.csv"',
        "cache-control": "no-store",
      },
    });
  });
}
