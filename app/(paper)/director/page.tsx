import type { Metadata } from "next";
import { DirectorHomeView } from "@/components/home/director-home";
import { getDirectorHome } from "@/lib/services/homes/get-director-home";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: "Residents" };

export default async function DirectorPage() {
  const ctx = await signedIn("/director");
  return <DirectorHomeView home={found(await getDirectorHome(ctx))} />;
}
