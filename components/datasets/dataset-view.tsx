import type { ReactNode } from "react";
import { datasetStates } from "@/lib/domain/datasets/state";
import type { DatasetAccount } from "@/lib/domain/datasets/views";
import { inContext, plural, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { PageHeading } from "../ui/page-heading";
import { MakeupTable } from "./makeup-table";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 py-2.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="min-w-0 break-words text-sm">{children}</dd>
    </div>
  );
}

/** What a dataset is, who stands behind it, and what it holds. */
export function DatasetView({ dataset, timeZone }: { dataset: DatasetAccount; timeZone: string }) {
  const { name, version, notice, description, licence, citation, sharing } = dataset;
  const { state, closed, videos, cases, makeup } = dataset;
  return (
    <>
      <PageHeading title={name}>{notice && <p className="font-medium text-ink">{notice}</p>}</PageHeading>
      <div className="max-w-2xl space-y-8">
        {description.length > 0 ? (
          <section data-written aria-label={t`Description`} className="space-y-3 text-pretty leading-relaxed">
            {description.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ) : (
          <p className="text-muted">{t`Whoever imported it gave no description.`}</p>
        )}
        <section aria-labelledby="facts">
          <h2 id="facts" className="font-semibold">{t`In short`}</h2>
          <dl className="mt-2 divide-y divide-line border-line border-y">
            <Fact name={inContext("what a dataset contains")`Holds`}>
              {t`${plural(cases, "# case", "# cases")} of ${plural(videos, "# video", "# videos")}`}
            </Fact>
            <Fact name={t`Practice`}>
              {closed
                ? t`Closed to practice on ${formatDay(closed.at, timeZone)}. Reason: ${closed.because}`
                : datasetStates[state]}
            </Fact>
            {version && <Fact name={t`Version`}>{version}</Fact>}
            <Fact name={t`Licence`}>{licence ?? t`Not given`}</Fact>
            {!sharing && (
              <Fact
                name={t`Handing on`}
              >{t`Not to be handed on: its terms keep it within your institution.`}</Fact>
            )}
            {citation && (
              <Fact name={t`Citation`}>
                <span className="whitespace-pre-line">{citation}</span>
              </Fact>
            )}
          </dl>
        </section>
        {makeup && <MakeupTable makeup={makeup} />}
      </div>
    </>
  );
}
