import type { Metadata } from "next";
import { AdminHomeView } from "@/components/home/admin-home";
import { WorklistView } from "@/components/home/worklist";
import { env } from "@/lib/env";
import { t } from "@/lib/language/t";
import { getAdminHome } from "@/lib/services/homes/get-admin-home";
import { getWorklist } from "@/lib/services/homes/get-worklist";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Institution` };

export default async function AdminPage() {
  const ctx = await signedIn("/admin");
  const { CALOT_DEMO, SMTP_URL } = env();
  const sending = CALOT_DEMO ? "demo" : SMTP_URL ? "on" : "off";
  const [home, worklist] = await Promise.all([getAdminHome(ctx, sending), getWorklist(ctx)]);
  return (
    <AdminHomeView
      home={found(home)}
      worklist={<WorklistView worklist={found(worklist)} now={ctx.now.toISOString()} />}
    />
  );
}
