import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ChooseLinkView } from "@/components/lti/choose-link";
import { SaidView } from "@/components/lti/said-view";
import { launchPagePath } from "@/lib/domain/connections/addresses";
import { t } from "@/lib/language/t";
import { openLaunch } from "@/lib/services/lti/open-launch";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`From a course` };

export default async function LaunchPage({ params }: PageProps<"/lti/[launch]">) {
  const { launch } = await params;
  const ctx = await signedIn(launchPagePath(launch));
  const opened = found(await openLaunch(ctx, launch));
  if (opened.kind === "go") redirect(opened.href);
  if (opened.kind === "said") return <SaidView platform={opened.platform} words={opened.words} />;
  return (
    <ChooseLinkView
      launchId={launch}
      platform={opened.platform}
      title={opened.title}
      choices={opened.choices}
      timeZone={ctx.actor.timeZone}
      now={ctx.now.toISOString()}
    />
  );
}
