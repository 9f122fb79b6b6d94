import type { Metadata } from "next";
import { WorklistView } from "@/components/home/worklist";
import { ProgramView } from "@/components/program/program-view";
import { t } from "@/lib/language/t";
import { getProgram } from "@/lib/services/cohorts/get-program";
import { listResidents } from "@/lib/services/cohorts/list-residents";
import { getWorklist } from "@/lib/services/homes/get-worklist";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Program` };

const first = (asked: string | string[] | undefined): string => [asked ?? ""].flat()[0] ?? "";

export default async function DirectorPage({ searchParams }: PageProps<"/director">) {
  const { weeks, search, year, page } = await searchParams;
  const query = { search: first(search), year: first(year) };
  const ctx = await signedIn("/director");
  const [worklist, program, list] = await Promise.all([
    getWorklist(ctx),
    getProgram(ctx, { weeks }),
    listResidents(ctx, { weeks, search: query.search, year: query.year || null, page }),
  ]);
  return (
    <ProgramView
      program={found(program)}
      list={found(list)}
      query={query}
      worklist={<WorklistView worklist={found(worklist)} now={ctx.now.toISOString()} />}
    />
  );
}
