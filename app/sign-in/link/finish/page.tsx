import type { Metadata } from "next";
import { FinishLink } from "@/components/sign-in/finish-link";
import { t } from "@/lib/language/t";
import { signedIn } from "../../../_server/signed-in";

export const metadata: Metadata = { title: t`Link your account` };

/** Where somebody comes who has just signed in with a password, to be linked to what their browser brought. */
export default async function FinishLinkPage() {
  await signedIn("/sign-in/link/finish");
  return <FinishLink />;
}
