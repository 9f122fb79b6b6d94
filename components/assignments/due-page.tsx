import { canAnswer } from "@/lib/domain/assignments/schedule";
import type { DueAssignment } from "@/lib/domain/assignments/views";
import { plural, t } from "@/lib/language/t";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { DueList } from "./due-list";

type DuePageProps = { assignments: readonly DueAssignment[]; timeZone: string; now: string };

/** A reader's assignments: what is to be done, what comes, what was. */
export function DuePage({ assignments, timeZone, now }: DuePageProps) {
  const waiting = assignments.filter(({ standing }) => canAnswer(standing));
  const groups = [
    { title: t`To do`, list: waiting },
    { title: t`To come`, list: assignments.filter(({ standing }) => standing === "upcoming") },
    {
      title: t`Over`,
      list: assignments.filter(({ standing }) => !canAnswer(standing) && standing !== "upcoming"),
    },
  ].filter(({ list }) => list.length > 0);
  return (
    <>
      <PageHeading title={t`Assignments`}>
        {assignments.length > 0 && (
          <p>
            {waiting.length > 0
              ? t`${plural(waiting.length, "# assignment", "# assignments")} to do.`
              : t`There is nothing to do just now.`}
          </p>
        )}
      </PageHeading>
      {groups.length === 0 ? (
        <Empty title={t`Nothing is assigned to you`}>
          <p>{t`What your faculty assign to you appears here, with the day it is due. Practice is open meanwhile.`}</p>
        </Empty>
      ) : (
        <div className="max-w-3xl space-y-10">
          {groups.map(({ title, list }) => (
            <section key={title}>
              <h2 className="mb-2 font-semibold">{title}</h2>
              <DueList assignments={list} timeZone={timeZone} now={now} />
            </section>
          ))}
        </div>
      )}
    </>
  );
}
