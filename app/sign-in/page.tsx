import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { OutsideProblem } from "@/components/identities/outside-problem";
import { safePath } from "@/components/sign-in/safe-path";
import { SignInScreen } from "@/components/sign-in/sign-in-screen";
import { database } from "@/lib/db/served";
import { DEMO_PASSWORD, demoAccounts } from "@/lib/domain/people/demo-accounts";
import { roleNames } from "@/lib/domain/people/role";
import { env } from "@/lib/env";
import { t } from "@/lib/language/t";
import { listDoors } from "@/lib/services/connections/list-doors";
import { currentParty } from "../_server/half-way";
import { reaching } from "../_server/reaching";
import { hasNoticeToAccept } from "../_server/signed-in";

/** In the demo alone, whose accounts everyone knows. */
const offered = demoAccounts.map(({ email, role }) => ({
  email,
  password: DEMO_PASSWORD,
  label: roleNames[role],
}));

export const metadata: Metadata = { title: t`Sign in` };

type SignInPageProps = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, outside } = await searchParams;
  // Where a page takes them for signed out, this is where they come.
  if (await hasNoticeToAccept()) redirect(`/privacy?next=${encodeURIComponent(safePath(next))}`);
  const [party, providers] = await Promise.all([currentParty(), reaching(listDoors(database()))]);
  return (
    <SignInScreen
      next={safePath(next)}
      demoAccounts={env().CALOT_DEMO ? offered : []}
      passkeys={party !== null}
      providers={providers}
      problem={<OutsideProblem problem={outside} />}
    />
  );
}
