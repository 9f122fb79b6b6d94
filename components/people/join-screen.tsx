import type { Door } from "@/lib/domain/connections/views";
import type { OpenInvitation } from "@/lib/domain/invitations/views";
import { roleNames } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { Doors } from "../identities/doors";
import { Mark } from "../ui/mark";
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
    <div className="mx-auto flex min-h-dvh w-full max-w-[26.5rem] flex-col px-4 py-5 sm:px-6 lg:py-8">
      <header className="flex items-center gap-2">
        <Mark className="size-6" />
        <span className="font-semibold text-lg tracking-[-0.01em]">Calot</span>
      </header>
      <main className="my-auto py-10">
        <h1 className="font-semibold text-2xl tracking-[-0.015em]">{t`Join ${institution}`}</h1>
        <p className="mt-2 text-muted">{t`Practise reading the operative field of a laparoscopic cholecystectomy.`}</p>
        <dl className="my-6 divide-y divide-line border-line border-y">
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
      </main>
      <footer className="text-muted text-sm">{t`For education. Not for use during an operation.`}</footer>
    </div>
  );
}
