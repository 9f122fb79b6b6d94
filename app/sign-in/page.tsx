import type { Metadata } from "next";
import { safePath } from "@/components/sign-in/safe-path";
import { SignInScreen } from "@/components/sign-in/sign-in-screen";
import { DEMO_PASSWORD, demoAccounts } from "@/lib/domain/people/demo-accounts";
import { roleNames } from "@/lib/domain/people/role";
import { env } from "@/lib/env";
import { t } from "@/lib/language/t";
import { currentParty } from "../_server/half-way";

/** In the demo alone, whose accounts everyone knows. */
const offered = demoAccounts.map(({ email, role }) => ({
  email,
  password: DEMO_PASSWORD,
  label: roleNames[role],
}));

export const metadata: Metadata = { title: t`Sign in` };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  return (
    <SignInScreen
      next={safePath(next)}
      demoAccounts={env().CALOT_DEMO ? offered : []}
      passkeys={(await currentParty()) !== null}
    />
  );
}
