import type { Door } from "@/lib/domain/connections/views";
import type { OpenInvitation } from "@/lib/domain/invitations/views";
import { roleNames } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { Doors } from "../identities/doors";
import { DoorPage } from "../ui/door-page";
import { JoinForm } from "./join-form";

type JoinScreenProps = {
  secret: string;
  invitation: OpenInvitation;
  minLength: number;
  /** The providers of the institution, with which no password is needed. */
  doors: readonly Door[];
};

/** What an invitation offers, and the password that accepts it. */
export function JoinScreen({ secret, invitation, minLength, doors }: JoinScreenProps) {
  const { institution, name, email, role } = invitation;
  const facts = [
    [t`Name`, name],
    [t`E-mail`, email],
    [t`Role`, roleNames[role]],
  ];
  return (
    <DoorPage
      title={t`Join ${institution}`}
      lead={t`Practise reading the operative field of a laparoscopic cholecystectomy.`}
    >
      <dl className="-mt-2 mb-6 divide-y divide-line border-line border-y">
        {facts.map(([label, value]) => (
          <div key={label} className="flex gap-4 py-2 text-sm">
            <dt className="w-16 shrink-0 text-muted">{label}</dt>
            <dd className="min-w-0 break-words font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      <Doors doors={doors} query={{ invitation: secret }} orElse={t`or with a password of your own`} />
      <JoinForm secret={secret} email={email} minLength={minLength} />
      <p className="mt-6 text-muted text-sm">{t`Is that not you, or is something wrong? Close this page and tell whoever invited you.`}</p>
    </DoorPage>
  );
}
