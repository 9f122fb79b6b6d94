import type { Metadata } from "next";
import { AdminHomeView } from "@/components/home/admin-home";
import { env } from "@/lib/env";
import { t } from "@/lib/language/t";
import { getAdminHome } from "@/lib/services/homes/get-admin-home";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Institution` };

export default async function AdminPage() {
  const ctx = await signedIn("/admin");
  const { CALOT_DEMO, SMTP_URL } = env();
  const sending = CALOT_DEMO ? "demo" : SMTP_URL ? "on" : "off";
  return <AdminHomeView home={found(await getAdminHome(ctx, sending))} />;
}
