import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { DoorPage } from "../ui/door-page";
import { AskResetForm } from "./ask-reset-form";

/** The way back for who forgot the password. */
export function AskResetScreen({ mailing }: { mailing: boolean }) {
  if (mailing) {
    return (
      <DoorPage
        title={t`Choose another password`}
        lead={t`Say which address you sign in with, and a link comes to it.`}
      >
        <AskResetForm />
      </DoorPage>
    );
  }
  return (
    <DoorPage
      title={t`Choose another password`}
      lead={t`This server sends no mails. Your program director or administrator makes you a link, on your page under People.`}
    >
      <ButtonLink href="/sign-in">{t`Back to signing in`}</ButtonLink>
    </DoorPage>
  );
}
