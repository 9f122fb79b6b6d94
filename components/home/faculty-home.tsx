import type { FacultyHome, Worklist } from "@/lib/domain/homes/views";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { DatasetTable } from "./dataset-table";
import { WorklistView } from "./worklist";

type FacultyHomeProps = { home: FacultyHome; worklist: Worklist; now: string };

/** Where faculty land: what runs and what waits for them; below, what there is to practise on. */
export function FacultyHomeView({ home, worklist, now }: FacultyHomeProps) {
  return (
    <>
      <PageHeading
        title={t`Worklist`}
        actions={
          home.datasets.some(({ state }) => state === "open") && (
            <>
              <ButtonLink href="/practice" variant="quiet">{t`Try a case`}</ButtonLink>
              <ButtonLink href="/library">{t`Library`}</ButtonLink>
            </>
          )
        }
      />
      <WorklistView worklist={worklist} now={now} />
      <section id="datasets" aria-label={t`Datasets`} className="mt-14 scroll-mt-4">
        <DatasetTable datasets={home.datasets} />
      </section>
    </>
  );
}
