import type { Metadata } from "next";
import { AccountView } from "@/components/account/account-view";
import { OutsideProblem } from "@/components/identities/outside-problem";
import { canSeal } from "@/lib/auth/sealed";
import { PASSWORD_MIN_LENGTH } from "@/lib/domain/people/password";
import { env } from "@/lib/env";
import { t } from "@/lib/language/t";
import { listDoorsOf } from "@/lib/services/connections/list-doors";
import { listOwnIdentities } from "@/lib/services/identities/list-own-identities";
import { listWays } from "@/lib/services/identities/list-ways";
import { getOwnAccount } from "@/lib/services/leaving/get-own-account";
import { sendsMails } from "@/lib/services/mail/sends-mails";
import { getOwnNotice } from "@/lib/services/privacy/get-own-notice";
import { getOwnSecondStep } from "@/lib/services/second-step/get-own-second-step";
import { listOwnSessions } from "@/lib/services/sessions/list-own-sessions";
import { currentParty } from "../../_server/half-way";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Your account` };

export default async function AccountPage({ searchParams }: PageProps<"/account">) {
  const ctx = await signedIn("/account");
  const { outside } = await searchParams;
  const [account, sessions, secondStep, party, identities, doors, ways, notice] = await Promise.all([
    getOwnAccount(ctx),
    listOwnSessions(ctx),
    getOwnSecondStep(ctx),
    currentParty(),
    listOwnIdentities(ctx),
    listDoorsOf(ctx.db, ctx.actor.id),
    listWays(ctx),
    getOwnNotice(ctx),
  ]);
  return (
    <AccountView
      account={found(account)}
      sessions={found(sessions)}
      secondStep={found(secondStep)}
      possible={{ passkeys: party !== null, apps: canSeal() }}
      notice={found(notice)}
      identities={found(identities)}
      doors={doors.filter(({ linked }) => !linked)}
      hasPassword={found(ways).password}
      outside={<OutsideProblem problem={outside} />}
      minLength={PASSWORD_MIN_LENGTH}
      mailing={sendsMails() || env().CALOT_DEMO !== undefined}
    />
  );
}
