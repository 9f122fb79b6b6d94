import { roleNames } from "@/lib/domain/people/role";
import type { PersonPage } from "@/lib/domain/people/views";
import { plural, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { AccountForm } from "./account-form";
import { CohortHistory } from "./cohort-history";
import { LeavingSection } from "./leaving-section";
import { SessionsSection } from "./sessions-section";
import { TrainingHistory } from "./training-history";

type PersonViewProps = {
  person: PersonPage;
  /** Whether the viewer may see how the person does. */
  figures: boolean;
};

/** One person: the account, the years of training, the cohorts, and the end of it. */
export function PersonView({ person, figures }: PersonViewProps) {
  const { id, name, email, role, active, addedAt, attempts, deletionAskedAt, timeZone } = person;
  const isResident = role === "resident";
  return (
    <>
      <Breadcrumb href="/people" label={t`People`} />
      <PageHeading
        title={name}
        actions={
          figures && isResident && <ButtonLink href={`/residents/${id}`}>{t`See the figures`}</ButtonLink>
        }
      >
        <p className="[overflow-wrap:anywhere]">
          {roleNames[role]}, {email}.{" "}
          {active
            ? t`Account open, made on ${formatDay(addedAt, timeZone)}; ${plural(attempts, "# answer", "# answers")}.`
            : t`Account closed, made on ${formatDay(addedAt, timeZone)}; ${plural(attempts, "# answer", "# answers")}.`}
        </p>
      </PageHeading>
      {deletionAskedAt && (
        <p className="mb-8 border-caution border-l-2 pl-3 text-sm [overflow-wrap:anywhere]">{t`${name} asked on ${formatDay(deletionAskedAt, timeZone)} to be deleted. See the end of this page.`}</p>
      )}
      {!person.managed && (
        <p className="mb-8 border-line-strong border-l-2 pl-3 text-muted text-sm">
          {person.isSelf
            ? t`This is your own account: another administrator or program director changes it. Your password and your data are under your name, at the top.`
            : t`Only an administrator changes this account.`}
        </p>
      )}
      <div className="max-w-3xl space-y-10">
        {person.managed && <AccountForm person={person} />}
        {(isResident || person.training.length > 0) && <TrainingHistory person={person} />}
        {(isResident || person.memberships.length > 0) && <CohortHistory person={person} />}
        {person.managed && <SessionsSection {...person} />}
        {person.managed && <LeavingSection person={person} />}
      </div>
    </>
  );
}
