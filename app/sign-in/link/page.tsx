import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { Door } from "@/components/sign-in/door";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { strangerCookieName } from "@/lib/auth/session";
import { t } from "@/lib/language/t";
import { whoCame } from "@/lib/services/identities/who-came";
import { currentParty } from "../../_server/half-way";

export const metadata: Metadata = { title: t`Link your account` };

/** For somebody whom a provider knows and Calot does not. */
export default async function LinkPage() {
  const kept = (await cookies()).get(strangerCookieName())?.value ?? null;
  const stranger = whoCame(kept, new Date());
  if (!stranger) redirect("/sign-in?outside=stale");
  const { provider, label } = stranger;
  return (
    <Door
      title={t`Link your account`}
      intro={t`${provider} knows you as ${label}. No account of Calot is linked to that yet.`}
    >
      <p className="-mt-4 mb-8 text-muted">{t`If you have an account, sign in with its password this once: from then on ${provider} opens it. If you have none, ask your program for an invitation.`}</p>
      <SignInForm next="/sign-in/link/finish" demoAccounts={[]} passkeys={(await currentParty()) !== null} />
    </Door>
  );
}
