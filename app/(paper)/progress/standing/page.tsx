import type { Metadata } from "next";
import { OwnStandingView } from "@/components/residents/own-standing-view";
import { t } from "@/lib/language/t";
import { getOwnStanding } from "@/lib/services/cohorts/get-own-standing";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`As your director sees you` };

export default async function StandingPage({ searchParams }: PageProps<"/progress/standing">) {
  const { weeks } = await searchParams;
  const ctx = await signedIn("/progress/standing");
  return <OwnStandingView resident={found(await getOwnStanding(ctx, { weeks }))} />;
}
