import type { Metadata } from "next";
import { headers } from "next/headers";
import { ResetScreen } from "@/components/passwords/reset-screen";
import { StatePage } from "@/components/shell/state-page";
import { ButtonLink } from "@/components/ui/button-link";
import { ADDRESS_HEADER } from "@/lib/auth/address";
import { database } from "@/lib/db/served";
import { PASSWORD_MIN_LENGTH } from "@/lib/domain/people/password";
import { t } from "@/lib/language/t";
import { findReset } from "@/lib/services/passwords/find-reset";
import { waitInWords } from "@/lib/words/wait";

/** The address is a secret: no page that is opened from here learns it. */
export const metadata: Metadata = { title: t`Another password`, referrer: "no-referrer" };

export default async function ResetPage({ params }: PageProps<"/reset/[secret]">) {
  const { secret } = await params;
  const address = (await headers()).get(ADDRESS_HEADER) ?? "unknown";
  const found = await findReset(database(), secret, address, new Date());
  if (found.outcome === "open") {
    return <ResetScreen secret={secret} email={found.email} minLength={PASSWORD_MIN_LENGTH} />;
  }
  if (found.outcome === "limited") {
    return (
      <StatePage
        title={t`Too many links were tried from here`}
        actions={<ButtonLink href="/sign-in">{t`Sign in`}</ButtonLink>}
      >
        <p>{t`Wait ${waitInWords(found.seconds)}, then open your link again. It is as good as before.`}</p>
      </StatePage>
    );
  }
  return (
    <StatePage
      title={t`This link doesn’t open any more`}
      actions={
        <>
          <ButtonLink href="/reset" variant="primary">{t`Ask for a new link`}</ButtonLink>
          <ButtonLink href="/sign-in">{t`Sign in`}</ButtonLink>
        </>
      }
    >
      <p>{t`It may have been used or replaced by a newer one; or it is too old, or not whole.`}</p>
    </StatePage>
  );
}
