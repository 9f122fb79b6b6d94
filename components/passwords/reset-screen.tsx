import { t } from "@/lib/language/t";
import { DoorPage } from "../ui/door-page";
import { ResetForm } from "./reset-form";

type ResetScreenProps = { secret: string; email: string; minLength: number };

/** Another password, for who holds the link. */
export function ResetScreen({ secret, email, minLength }: ResetScreenProps) {
  return (
    <DoorPage
      title={t`Choose another password`}
      lead={t`For ${email}. Whoever is signed in elsewhere is signed out, and you are signed in here.`}
    >
      <ResetForm secret={secret} email={email} minLength={minLength} />
    </DoorPage>
  );
}
