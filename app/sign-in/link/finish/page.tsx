import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { FinishLink } from "@/components/sign-in/finish-link";
import { strangerCookieName } from "@/lib/auth/session";
import { t } from "@/lib/language/t";
import { whoCame } from "@/lib/services/identities/who-came";
import { signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Link your account` };

/** Where somebody comes who has just signed in with a password, to be linked to what their browser brought. */
export default async function FinishLinkPage() {
  const { actor, now } = await signedIn("/sign-in/link/finish");
  const stranger = whoCame((await cookies()).get(strangerCookieName())?.value ?? null, now);
  if (!stranger) redirect("/");
  return <FinishLink {...stranger} email={actor.email} />;
}
