import type { Metadata } from "next";
import { FacultyHomeView } from "@/components/home/faculty-home";
import { t } from "@/lib/language/t";
import { getFacultyHome } from "@/lib/services/homes/get-faculty-home";
import { getWorklist } from "@/lib/services/homes/get-worklist";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Worklist` };

export default async function FacultyPage() {
  const ctx = await signedIn("/faculty");
  const [home, worklist] = await Promise.all([getFacultyHome(ctx), getWorklist(ctx)]);
  return <FacultyHomeView home={found(home)} worklist={found(worklist)} now={ctx.now.toISOString()} />;
}
