import type { Metadata } from "next";
import { AccountView } from "@/components/account/account-view";
import { PASSWORD_MIN_LENGTH } from "@/lib/domain/people/password";
import { t } from "@/lib/language/t";
import { getOwnAccount } from "@/lib/services/leaving/get-own-account";
import { found, signedIn } from "../../_server/signed-in";

export const metadata: Metadata = { title: t`Your account` };

export default async function AccountPage() {
  const ctx = await signedIn("/account");
  return <AccountView account={found(await getOwnAccount(ctx))} minLength={PASSWORD_MIN_LENGTH} />;
}
