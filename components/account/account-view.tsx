import type { ReactNode } from "react";
import type { Door, OwnIdentity } from "@/lib/domain/connections/views";
import type { OwnAccount } from "@/lib/domain/leaving/views";
import { roleNames } from "@/lib/domain/people/role";
import type { OwnNotice } from "@/lib/domain/privacy/views";
import type { OwnSecondStep } from "@/lib/domain/second-step/views";
import type { OwnSessions } from "@/lib/domain/sessions/views";
import { plural, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { trainingWords } from "../people/training-words";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { TextLink } from "../ui/text-link";
import { AskDeletion } from "./ask-deletion";
import { IdentitiesSection } from "./identities-section";
import { PasswordForm } from "./password-form";
import { RecordsSection } from "./records-section";
import { RemindersSection } from "./reminders-section";
import { SecondStepSection } from "./second-step-section";
import { SessionsSection } from "./sessions-section";

type AccountViewProps = {
  account: OwnAccount;
  sessions: OwnSessions;
  secondStep: OwnSecondStep;
  /** What can be set up for it at this address. */
  possible: { readonly passkeys: boolean; readonly apps: boolean };
  /** The institution's privacy notice; null where none is in force. */
  notice: OwnNotice | null;
  identities: readonly OwnIdentity[];
  /** Providers of the institution that don’t open the account yet. */
  doors: readonly Door[];
  hasPassword: boolean;
  /** Why a provider was not linked. */
  outside: ReactNode;
  minLength: number;
  /** Whether this server sends mails. */
  mailing: boolean;
};

/** The viewer's own account: what it says, its data, its password, its sessions, and its deletion. */
export function AccountView(props: AccountViewProps) {
  const {
    account,
    sessions,
    secondStep,
    possible,
    notice,
    identities,
    doors,
    hasPassword,
    outside,
    minLength,
    mailing,
  } = props;
  const { name, email, role, institution, timeZone, addedAt, trainingYear, cohorts, attempts } = account;
  const facts: readonly (readonly [string, string])[] = [
    [t`Name`, name],
    [t`E-mail`, email],
    [t`Role`, `${roleNames[role]}, ${institution}`],
    [t`Account`, t`made on ${formatDay(addedAt, timeZone)}`],
    ...(role === "resident" ? [[t`Training`, trainingWords(trainingYear)] as const] : []),
    ...cohorts.map(
      (cohort) =>
        [
          t`Cohort`,
          cohort.leftAt
            ? t`${cohort.name}, ${formatDay(cohort.joinedAt, timeZone)} to ${formatDay(cohort.leftAt, timeZone)}`
            : t`${cohort.name}, ${formatDay(cohort.joinedAt, timeZone)} until now`,
        ] as const,
    ),
    [t`Answers`, t`${plural(attempts, "# answer", "# answers")}`],
  ];
  return (
    <>
      <PageHeading title={t`Your account`}>
        <p>{t`A wrong name, address, role or year is changed by your program director or administrator.`}</p>
      </PageHeading>
      {outside}
      <div className="max-w-2xl space-y-10">
        <dl className="divide-y divide-line border-line border-y">
          {facts.map(([label, value]) => (
            <div key={`${label} ${value}`} className="flex gap-4 py-2">
              <dt className="w-24 shrink-0 text-muted">{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <section aria-labelledby="own-data">
          <h2 id="own-data" className="mb-2 font-semibold text-lg">{t`Your data`}</h2>
          <p className="mb-4 max-w-prose text-muted">{t`Everything that Calot keeps about you, as one file: your answers with their scores, cohorts, comments, questions, notes, notices, and what is written down about you. Tables for a spreadsheet, and one file for programs. Results that an assignment withholds come once they are released.`}</p>
          <ButtonLink
            href="/api/account/data"
            prefetch={false}
            download="calot-my-data.zip"
            data-confirmed
          >{t`Download my data`}</ButtonLink>
          {notice && (
            <p className="mt-4 text-muted">
              {notice.accepted &&
                t`You accepted the privacy notice of ${institution} on ${formatDay(notice.accepted.at, timeZone)}.`}{" "}
              <TextLink href="/privacy?next=/account">{t`Read it`}</TextLink>
            </p>
          )}
        </section>
        {account.reminders !== null && <RemindersSection on={account.reminders} mailing={mailing} />}
        {account.records !== null && <RecordsSection on={account.records} institution={institution} />}
        <IdentitiesSection identities={identities} doors={doors} timeZone={timeZone} />
        {hasPassword && <PasswordForm email={email} minLength={minLength} />}
        <SecondStepSection {...secondStep} possible={possible} />
        <SessionsSection {...sessions} />
        <AskDeletion account={account} />
      </div>
    </>
  );
}
