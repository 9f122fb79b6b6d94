import type { Metadata } from "next";
import { NoticesView } from "@/components/privacy/notices-view";
import { RetentionSection } from "@/components/privacy/retention-section";
import { t } from "@/lib/language/t";
import { getNotices } from "@/lib/services/privacy/get-notices";
import { getRetention } from "@/lib/services/retention/get-retention";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Privacy` };

export default async function PrivacySettingsPage() {
  const ctx = await signedIn("/admin/privacy");
  const [notices, retention] = await Promise.all([getNotices(ctx), getRetention(ctx)]);
  const page = found(notices);
  // The form starts from the words that stand, and starts again when somebody changes those.
  return (
    <>
      <NoticesView key={page.versions[0]?.version ?? 0} page={page} />
      <RetentionSection page={found(retention)} />
    </>
  );
}
