import { people } from "@/lib/contract/people";
import { toCsv } from "@/lib/documents/csv";
import { roleNames } from "@/lib/domain/people/role";
import { exportPeople } from "@/lib/services/people/export-people";
import { succeed } from "@/lib/services/result";
import { serve } from "../../_http/serve";

/** The people that match, as CSV. */
export const GET = serve(people.csv, async (ctx, { query }) => {
  const found = await exportPeople(ctx, query);
  if (!found.ok) return found;
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
  return succeed({ body: csv, type: "text/csv", name: "calot-people.csv" });
});
