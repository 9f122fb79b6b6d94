import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Door } from "@/components/sign-in/door";
import { safePath } from "@/components/sign-in/safe-path";
import { SecondStepForm } from "@/components/sign-in/second-step-form";
import { SecondStepSetUp } from "@/components/sign-in/second-step-set-up";
import { database } from "@/lib/db/served";
import { t } from "@/lib/language/t";
import { openSecondStep } from "@/lib/services/second-step/open-second-step";
import { currentParty, halfWayOf } from "../../_server/half-way";
import { reaching } from "../../_server/reaching";

export const metadata: Metadata = { title: t`Second step` };

type SecondStepPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** After the password. Whoever comes without having shown it begins with that. */
export default async function SecondStepPage({ searchParams }: SecondStepPageProps) {
  const next = safePath((await searchParams).next);
  const asked = { db: database(), now: new Date(), party: await currentParty() };
  const toCome = await reaching(openSecondStep(asked, await halfWayOf()));
  if (!toCome) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  if (toCome.kind === "show") {
    return (
      <Door title={t`Second step`} intro={t`Your password is right. Now show that it is you.`}>
        <SecondStepForm {...toCome} next={next} />
      </Door>
    );
  }
  return (
    <Door
      title={t`Set up a second step`}
      intro={t`Your institution asks for one in your role, so that your password alone opens nothing. It takes a minute, once.`}
    >
      <SecondStepSetUp {...toCome} next={next} />
    </Door>
  );
}
