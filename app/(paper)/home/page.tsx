import type { Metadata } from "next";
import { ResidentHomeView } from "@/components/home/resident-home";
import { t } from "@/lib/language/t";
import { getResidentHome } from "@/lib/services/homes/get-resident-home";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Home` };

export default async function Home() {
  const ctx = await signedIn("/home");
  const home = found(await getResidentHome(ctx));
  return (
    <ResidentHomeView home={home} userId={ctx.actor.id} name={ctx.actor.name} now={ctx.now.toISOString()} />
  );
}
