import type { ReactNode } from "react";
import { NO_AUDIT_FILTER } from "@/lib/domain/audit/filter";
import type { AdminHome, MailState } from "@/lib/domain/homes/views";
import { inContext, plural, t } from "@/lib/language/t";
import { formatBytes, formatCount } from "@/lib/words/figures";
import { LatestAudit } from "../audit/audit-view";
import { ButtonLink } from "../ui/button-link";
import { PageHeading } from "../ui/page-heading";
import { DatasetTable } from "./dataset-table";
import { SecondStepForm } from "./second-step-form";
import { SessionLimitsForm } from "./session-limits-form";

function mailWords({ sending, sent, waiting, failed }: MailState): string {
  if (sending === "off") return t`Not sent: no mail server is named (SMTP_URL)`;
  if (sending === "demo") return t`Not sent in the demo: people read them on a page`;
  return t`${plural(sent, "# sent in seven days", "# sent in seven days")}, ${plural(waiting, "# waiting", "# waiting")}, ${plural(failed, "# given up", "# given up")}`;
}

/** Where administrators land: people, data, storage, and what happened. */
export function AdminHomeView({ home, worklist }: { home: AdminHome; worklist: ReactNode }) {
  const { people, datasets, audit, frames, mail, sessionLimits, secondStep, timeZone } = home;
  const published = datasets.filter((dataset) => dataset.state === "open").length;
  const stored = [
    {
      label: t`People`,
      value: formatCount(people.total),
      unit: t`${plural(people.open, "# with an open account", "# with an open account")}`,
    },
    {
      label: t`Datasets`,
      value: formatCount(datasets.length),
      unit: t`${plural(published, "# open to practice", "# open to practice")}`,
    },
    {
      label: t`Frames stored`,
      value: formatCount(frames.n),
      unit: t`${formatBytes(frames.bytes)} of original files`,
    },
    {
      label: t`Mail`,
      value: mail.sending === "on" ? formatCount(mail.sent) : inContext("no mail is sent")`Off`,
      unit: mailWords(mail),
    },
  ];
  return (
    <>
      <PageHeading
        title={t`Institution`}
        actions={
          <ButtonLink href={people.leaving > 0 ? "/people?account=leaving" : "/people"}>
            {people.leaving > 0
              ? t`${plural(people.leaving, "# person asks to be deleted", "# people ask to be deleted")}`
              : t`See the people`}
          </ButtonLink>
        }
      />
      <dl className="mb-12 grid grid-cols-[repeat(auto-fit,minmax(min(10rem,100%),1fr))] gap-x-6 gap-y-5">
        {stored.map(({ label, value, unit }) => (
          <div key={label} className="border-line border-t pt-3">
            <dt className="text-muted text-sm">{label}</dt>
            <dd>
              <p className="mt-1 font-medium text-3xl tracking-[-0.025em]">{value}</p>
              <p className="mt-0.5 text-muted text-xs">{unit}</p>
            </dd>
          </div>
        ))}
      </dl>
      {mail.sending === "on" && mail.lastError && (
        <p className="mb-8 border-danger border-l-2 pl-3 text-sm">{t`The mail server refused a mail lately: ${mail.lastError}`}</p>
      )}
      <div className="space-y-12">
        {worklist}
        <DatasetTable datasets={datasets} />
        <section aria-labelledby="connections" className="max-w-2xl">
          <h2 id="connections" className="mb-2 font-semibold">{t`Connections`}</h2>
          <p className="mb-4 text-muted">{t`Let people sign in with the account that your institution gives them.`}</p>
          <ButtonLink href="/admin/connections">{t`See the connections`}</ButtonLink>
        </section>
        <section aria-labelledby="privacy" className="max-w-2xl">
          <h2 id="privacy" className="mb-2 font-semibold">{t`Privacy`}</h2>
          <p className="mb-4 text-muted">{t`What people are told of their data and accept before they go on, and how long what is personal stays after they have left.`}</p>
          <ButtonLink href="/admin/privacy">{t`See what holds`}</ButtonLink>
        </section>
        <SessionLimitsForm limits={sessionLimits} />
        <SecondStepForm required={secondStep} />
        <LatestAudit page={{ entries: audit, timeZone, filter: NO_AUDIT_FILTER }} />
      </div>
    </>
  );
}
