import type { Metadata } from "next";
import { CaseStage } from "@/components/authoring/case-stage";
import { ConfirmPassword } from "@/components/shell/confirm-password";
import { may } from "@/lib/auth/policy";
import { t } from "@/lib/language/t";
import { getAuthoringCase } from "@/lib/services/authoring/get-authoring-case";
import { found, signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Annotate` };

export default async function AuthoringCasePage({ params }: PageProps<"/authoring/cases/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/authoring/cases/${id}`);
  const { email, timeZone } = ctx.actor;
  const view = found(await getAuthoringCase(ctx, id));
  return (
    <>
      <CaseStage view={view} timeZone={timeZone} mayWithdraw={may(ctx.actor, "withdraw")} />
      <ConfirmPassword email={email} />
    </>
  );
}
