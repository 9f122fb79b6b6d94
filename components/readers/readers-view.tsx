"use client";

import { Download } from "lucide-react";
import { rich } from "@/components/ui/rich";
import { arrangeRows, PLAIN_VIEW, writeTableView } from "@/lib/domain/readers/table-view";
import type { ReadersTable } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { ColumnNotes } from "./column-notes";
import { ReadersFilters } from "./readers-filters";
import { ReadersTableView } from "./readers-table";
import { useTableView } from "./use-table-view";

/** Models and residents side by side, in the shape of the paper's Table 2. */
export function ReadersView({ table }: { table: ReadersTable }) {
  const [view, change] = useTableView();
  const groups = arrangeRows(table.rows, view);
  const measuredHere = table.rows.some(({ kind }) => kind === "run");
  const address = writeTableView(view);
  return (
    <>
      <PageHeading
        title={t`Readers`}
        actions={
          <>
            <ButtonLink href="/faculty#datasets" variant="quiet" size="sm">{t`Datasets`}</ButtonLink>
            <ButtonLink
              href={address.size > 0 ? `/api/readers/csv?${address}` : "/api/readers/csv"}
              prefetch={false}
              download
              variant="quiet"
              size="sm"
              aria-label={t`Download CSV: Readers`}
            >
              <Download aria-hidden /> CSV
            </ButtonLink>
          </>
        }
      >
        <p>{t`Models and residents, scored by the same rules. All figures are in %, D and C_D in % of the frame’s diagonal; below a figure measured here stands its 95% interval, of videos drawn anew.`}</p>
      </PageHeading>
      <ReadersFilters table={table} view={view} onChange={change} />
      {groups.length > 0 ? (
        <ReadersTableView groups={groups} view={view} onChange={change} />
      ) : (
        <Empty
          title={t`No reader matches these filters`}
          action={
            <Button
              onClick={() => change({ kinds: PLAIN_VIEW.kinds, datasetId: null, split: null })}
            >{t`Show all readers`}</Button>
          }
        >
          <p>{t`Choose another dataset, another split or more kinds of readers.`}</p>
        </Empty>
      )}
      <ColumnNotes />
      {!measuredHere && (
        <div className="mt-8">
          <Empty title={t`No model has been run here yet`}>
            <p>{rich`Whoever runs Calot asks a model behind a server that speaks OpenAI’s chat API with ${<code className="rounded-sm bg-sunken px-1.5 py-0.5 font-sans text-ink">npm run calot -- predict --base-url URL --model NAME</code>}. Its run then stands here, scored by the rules that score residents.`}</p>
          </Empty>
        </div>
      )}
    </>
  );
}
