import type { FacultyHome } from "@/lib/domain/homes/views";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { DatasetTable } from "./dataset-table";

/** Where faculty land: what there is to practise on. */
export function FacultyHomeView({ home }: { home: FacultyHome }) {
  return (
    <>
      <PageHeading
        title={t`Datasets`}
        actions={
          home.datasets.some(({ state }) => state === "open") && (
            <>
              <ButtonLink href="/practice" variant="quiet">{t`Try a case`}</ButtonLink>
              <ButtonLink href="/library">{t`Library`}</ButtonLink>
            </>
          )
        }
      >
        <p>{t`The datasets your residents practise on, and the models that have read them.`}</p>
      </PageHeading>
      <DatasetTable datasets={home.datasets} />
    </>
  );
}
