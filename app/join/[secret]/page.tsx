import type { Metadata } from "next";
import { headers } from "next/headers";
import { JoinScreen } from "@/components/people/join-screen";
import { StatePage } from "@/components/shell/state-page";
import { ButtonLink } from "@/components/ui/button-link";
import { ADDRESS_HEADER } from "@/lib/auth/address";
import { database } from "@/lib/db/served";
import { PASSWORD_MIN_LENGTH } from "@/lib/domain/people/password";
import { t } from "@/lib/language/t";
import { listInvitationDoors } from "@/lib/services/connections/list-doors";
import { findInvitation } from "@/lib/services/invitations/find-invitation";
import { waitInWords } from "@/lib/words/wait";
import { reaching } from "../../_server/reaching";

/** The address is a secret: no page that is opened from here learns it. */
export const metadata: Metadata = { title: t`Join`, referrer: "no-referrer" };

export default async function JoinPage({ params }: PageProps<"/join/[secret]">) {
  const { secret } = await params;
  const address = (await headers()).get(ADDRESS_HEADER) ?? "unknown";
  const found = await reaching(findInvitation(database(), secret, address, new Date()));
  if (found.outcome === "open") {
    const doors = await reaching(listInvitationDoors(database(), secret, new Date()));
    return (
      <JoinScreen
        secret={secret}
        invitation={found.invitation}
        minLength={PASSWORD_MIN_LENGTH}
        doors={doors}
      />
    );
  }
  const actions = <ButtonLink href="/sign-in">{t`Sign in`}</ButtonLink>;
  if (found.outcome === "limited") {
    return (
      <StatePage title={t`Too many links were tried from here`} actions={actions}>
        <p>{t`Wait ${waitInWords(found.seconds)}, then open your link again. It is as good as before.`}</p>
      </StatePage>
    );
  }
  return (
    <StatePage title={t`This link doesn’t open any more`} actions={actions}>
      <p>{t`It may have been used, replaced by a newer one, or taken back; or it is older than 14 days, or not whole.`}</p>
      <p>{t`If you have made your account, sign in. If not, ask whoever invited you for a new link.`}</p>
    </StatePage>
  );
}
