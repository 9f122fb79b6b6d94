"use client";

import { phaseNames } from "@/lib/domain/phases";
import { isUnsure, type SkillView } from "@/lib/domain/practice/skill-view";
import { TASKS, type Task } from "@/lib/domain/practice/skills";
import { t } from "@/lib/language/t";
import { formatCount, formatPercent } from "@/lib/words/figures";
import { masteryWords } from "@/lib/words/mastery";
import { skillName } from "@/lib/words/skills";
import { ChartFrame } from "../charts/chart-frame";
import { DotPlot, type DotRow } from "../charts/dot-plot";
import type { Column } from "../ui/data-table";

const taskNames: Readonly<Record<Task, string>> = { phase: t`Naming the phase`, zone: t`The Go Zone` };
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
const percent = (share: number): string => formatPercent(share, 0);

const columns: readonly Column<SkillView>[] = [
  { key: "skill", header: t`Skill`, value: skillName },
  {
    key: "p",
    header: t`Right, estimated`,
    numeric: true,
    value: ({ strength }) => strength?.p ?? null,
    cell: ({ strength }) => (strength ? percent(strength.p) : null),
  },
  {
    key: "from",
    header: t`95% interval from`,
    numeric: true,
    value: ({ strength }) => strength?.from ?? null,
    cell: ({ strength }) => (strength ? percent(strength.from) : null),
  },
  {
    key: "to",
    header: t`to`,
    numeric: true,
    value: ({ strength }) => strength?.to ?? null,
    cell: ({ strength }) => (strength ? percent(strength.to) : null),
  },
  { key: "n", header: "n", numeric: true, value: ({ strength }) => strength?.answers ?? 0 },
  { key: "mastery", header: t`Mastery`, value: ({ mastery }) => masteryWords(mastery) || t`Not shown yet` },
];

/** What is estimated of a reader’s own skills: at a glance, with what it rests on. */
export function SkillsGrid({ skills }: { skills: readonly SkillView[] }) {
  return (
    <ChartFrame
      title={t`Your skills`}
      note={t`How likely you are right on a case of middling difficulty, with its 95% interval: estimated from your first attempts, a minute or so after each.`}
      columns={columns}
      rows={skills}
      rowKey={skillName}
      csvName="calot-progress-skills"
    >
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        {TASKS.map((task) => (
          <DotPlot
            key={task}
            name={taskNames[task]}
            tone="you"
            ticks={QUARTERS}
            formatTick={percent}
            rows={skills.filter((skill) => skill.task === task).map(toRow)}
          />
        ))}
      </div>
      <p className="mt-4 max-w-prose text-pretty text-muted text-sm">
        {t`A skill is mastered once three sittings on days of their own, each with a video new to you, end at 80% or more and surely above 65%. Then it rests, and longer each time.`}
      </p>
    </ChartFrame>
  );
}

function toRow({ phase, strength, mastery }: SkillView): DotRow {
  const evidence = masteryWords(mastery);
  return {
    key: phase,
    label: (
      <>
        <span className="mr-1">{phase}</span> {phaseNames[phase]}
        {evidence && <span className="block text-muted text-xs">{evidence}</span>}
      </>
    ),
    value: strength?.p ?? null,
    interval: strength && [strength.from, strength.to],
    text: strength ? percent(strength.p) : null,
    detail: strength ? (
      <>
        {t`${percent(strength.from)} to ${percent(strength.to)}`}
        {isUnsure(strength) && <span className="block">{t`still unsure`}</span>}
        <span className="block">{t`n = ${formatCount(strength.answers)}`}</span>
      </>
    ) : (
      t`Not estimated yet`
    ),
  };
}
