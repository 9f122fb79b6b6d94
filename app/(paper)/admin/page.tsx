import type { Metadata } from "next";
import { AdminHomeView } from "@/components/home/admin-home";
import { getAdminHome } from "@/lib/services/homes/get-admin-home";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: "Institution" };

export default async function AdminPage() {
  const ctx = await signedIn("/admin");
  return <AdminHomeView home={found(await getAdminHome(ctx))} />;
}
