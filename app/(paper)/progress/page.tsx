import type { Metadata } from "next";
import { ProgressView } from "@/components/progress/progress-view";
import { getProgressDetail } from "@/lib/services/progress/get-progress-detail";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: "Progress" };

export default async function ProgressPage() {
  const ctx = await signedIn("/progress");
  return <ProgressView progress={found(await getProgressDetail(ctx))} />;
}
