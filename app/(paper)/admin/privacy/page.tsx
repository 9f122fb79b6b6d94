import type { Metadata } from "next";
import { NoticesView } from "@/components/privacy/notices-view";
import { t } from "@/lib/language/t";
import { getNotices } from "@/lib/services/privacy/get-notices";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Privacy` };

export default async function PrivacySettingsPage() {
  const ctx = await signedIn("/admin/privacy");
  const page = found(await getNotices(ctx));
  // The form starts from the words that stand, and starts again when somebody changes those.
  return <NoticesView key={page.versions[0]?.version ?? 0} page={page} />;
}
