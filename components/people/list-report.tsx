import { clsx } from "clsx";
import type { InvitationReport, PlannedInvitation } from "@/lib/domain/invitations/views";
import { nameOf } from "@/lib/domain/name-of";
import { roleNames } from "@/lib/domain/people/role";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { type Column, DataTable } from "../ui/data-table";
import { trainingWords } from "./training-words";

type ListReportProps = { report: InvitationReport; busy: boolean; onConfirm: () => void };

const outcomeNames: Readonly<Record<PlannedInvitation["outcome"], string>> = {
  invite: t`Invited`,
  renew: t`New link`,
  "has-account": t`Has an account`,
  error: t`Left out`,
};

const columns: readonly Column<PlannedInvitation>[] = [
  {
    key: "person",
    header: t`Person`,
    value: ({ name, email }) => `${name} ${email}`.trim(),
    cell: ({ name, email, ...row }) => (
      <>
        {name || "—"}
        <span className="block break-all font-normal text-muted text-xs">{email || "—"}</span>
        <span className="mt-1 block font-normal sm:hidden">
          <Words {...row} />
        </span>
      </>
    ),
  },
  { key: "row", header: t`Row`, numeric: true, value: ({ row }) => row },
  { key: "outcome", header: t`Outcome`, value: ({ outcome }) => nameOf(outcomeNames, outcome) },
  {
    key: "words",
    header: t`What happens`,
    // On a phone it would stand beyond the edge.
    wideOnly: true,
    value: ({ words }) => words,
    cell: Words,
  },
  { key: "role", header: t`Role`, value: ({ role }) => role && nameOf(roleNames, role) },
  { key: "cohort", header: t`Cohort`, value: ({ cohort }) => cohort },
  {
    key: "year",
    header: t`Training`,
    value: ({ trainingYear }) => trainingYear,
    cell: ({ trainingYear }) => trainingWords(trainingYear),
  },
];

function Words({ outcome, words }: Pick<PlannedInvitation, "outcome" | "words">) {
  return <span className={clsx(outcome === "error" && "text-danger")}>{words}</span>;
}

/** What happens to each row of a list, the ones that are left out first, and the button that does just that. */
export function ListReport({ report, busy, onConfirm }: ListReportProps) {
  const { counts, newCohorts, ignored } = report;
  const sent = counts.invite + counts.renew;
  const rows = report.rows.toSorted(
    (a, b) => Number(b.outcome === "error") - Number(a.outcome === "error") || a.row - b.row,
  );
  const facts = [
    t`${plural(counts.invite, "# person is invited", "# people are invited")}`,
    counts.renew > 0 && t`${plural(counts.renew, "# person gets a new link", "# people get a new link")}`,
    counts["has-account"] > 0 && t`${plural(counts["has-account"], "# has an account", "# have an account")}`,
  ].filter(Boolean);
  return (
    <section aria-label={t`What happens to each row`} className="mt-6 border-line border-t pt-5">
      <p role="status" className="font-medium">
        {facts.join(", ")}.
      </p>
      {counts.error > 0 && (
        <p className="mt-1 text-danger text-sm">{t`${plural(counts.error, "# row is left out: mend it above", "# rows are left out: mend them above")} and look again, or go on without.`}</p>
      )}
      {newCohorts.length > 0 && (
        <p className="mt-1 text-muted text-sm">{t`${plural(newCohorts.length, "A cohort is made", "Cohorts are made")}: ${newCohorts.join(", ")}.`}</p>
      )}
      {ignored.length > 0 && (
        <p className="mt-1 text-muted text-sm">{t`Columns that are not read: ${ignored.join(", ")}.`}</p>
      )}
      <div className="my-4">
        <DataTable
          caption={t`Report`}
          columns={columns}
          rows={rows}
          rowKey={({ row }) => String(row)}
          csvName="calot-invitations-report"
          empty={null}
        />
      </div>
      <Button variant="primary" busy={busy} disabled={sent === 0} onClick={onConfirm}>
        {sent === 0 ? t`Nobody to invite` : t`Invite ${plural(sent, "# person", "# people")}`}
      </Button>
    </section>
  );
}
