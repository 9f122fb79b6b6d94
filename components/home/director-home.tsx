import type { DirectorHome } from "@/lib/domain/homes/views";
import { formatNumberOf } from "../ui/figures";
import { PageHeading } from "../ui/page-heading";
import { ResidentTable } from "./resident-table";

/** Where directors land: how their residents do. */
export function DirectorHomeView({ home }: { home: DirectorHome }) {
  const begun = home.residents.filter(({ metrics }) => metrics.n > 0).length;
  return (
    <>
      <PageHeading title="Residents">
        {home.residents.length > 0 && (
          <p>
            {formatNumberOf(home.residents.length, "resident")}, of whom {begun}{" "}
            {begun === 1 ? "has" : "have"} answered a case.
          </p>
        )}
      </PageHeading>
      <ResidentTable residents={home.residents} timeZone={home.timeZone} />
    </>
  );
}
