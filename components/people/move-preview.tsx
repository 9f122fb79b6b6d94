import type { PlannedMove } from "@/lib/domain/people/move";
import type { MoveReport } from "@/lib/domain/people/views";
import { t } from "@/lib/language/t";
import { trainingWords } from "./training-words";

const yearWords = ({ from, to }: NonNullable<PlannedMove["year"]>): string =>
  from === null ? trainingWords(to) : `${trainingWords(from)} → ${trainingWords(to)}`;

function cohortWords({ leaves, joins }: PlannedMove): string {
  const left = leaves.map(({ name }) => name).join(", ");
  if (left && joins) return `${left} → ${joins.name}`;
  if (joins) return t`Joins ${joins.name}`;
  return left ? t`Leaves ${left}` : "—";
}

/** What a move does to each resident: those it leaves out come first, with the reason. */
export function MovePreview({ report }: { report: MoveReport }) {
  const rows = report.people.toSorted((a, b) => Number(a.problem === null) - Number(b.problem === null));
  const out = rows.length - report.changed;
  return (
    <section aria-labelledby="move-preview" className="mt-5 border-line border-t pt-4">
      <h3 id="move-preview" className="font-semibold">
        {report.changed === 0
          ? t`Nothing would change`
          : out > 0
            ? t`${report.changed} would change, ${out} would not`
            : t`${report.changed} would change`}
      </h3>
      <div className="mt-2 overflow-x-auto">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-line border-b text-left text-muted text-xs">
              <th scope="col" className="py-1.5 pr-3 font-normal">{t`Resident`}</th>
              <th scope="col" className="py-1.5 pr-3 font-normal">{t`Training`}</th>
              <th scope="col" className="py-1.5 font-normal">{t`Cohort`}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.id} className="align-baseline">
                <th scope="row" className="py-1.5 pr-3 text-left font-medium">
                  {row.name}
                </th>
                {row.problem ? (
                  <td colSpan={2} className="py-1.5 text-caution">
                    {row.problem}
                  </td>
                ) : (
                  <>
                    <td className="whitespace-nowrap py-1.5 pr-3">{row.year ? yearWords(row.year) : "—"}</td>
                    <td className="py-1.5">{cohortWords(row)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
