import type { Period } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { cohortFileUrl } from "./cohort-addresses";

type CohortFilesProps = {
  id: string;
  weeks: Period["weeks"];
  /** Whether its viewer sees the residents. */
  hasResidents: boolean;
};

const files = [
  { table: "figures", words: t`in all, by phase and by week, with intervals and n` },
  { table: "failures", words: t`how answers went, by year of training` },
  { table: "residents", words: t`a row for each resident` },
] as const;

/** The page as files. */
export function CohortFiles({ id, weeks, hasResidents }: CohortFilesProps) {
  const shown = files.filter(({ table }) => table !== "residents" || hasResidents);
  return (
    <section aria-labelledby="files" className="mt-12 print:hidden">
      <h2 id="files" className="font-semibold">{t`Files`}</h2>
      <ul className="mt-1 text-sm">
        {hasResidents && (
          <li className="py-1">
            <a
              href={`/api/packet/cohorts/${id}?weeks=${weeks}`}
              download
              data-confirmed
              className="inline-flex min-h-6 items-center underline underline-offset-4"
            >
              packets.pdf
            </a>{" "}
            <span className="text-muted">{t`the committee’s page for each resident`}</span>
          </li>
        )}
        {shown.map(({ table, words }) => (
          <li key={table} className="py-1">
            <a
              href={cohortFileUrl(id, { weeks, table })}
              download
              data-confirmed
              className="inline-flex min-h-6 items-center underline underline-offset-4"
            >
              {`${table}.csv`}
            </a>{" "}
            <span className="text-muted">{words}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
