"use client";

import type { CohortPage, FollowedFigures } from "@/lib/domain/cohorts/views";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { followedNotes } from "@/lib/words/cohort-figures";
import { ChartFrame } from "../charts/chart-frame";
import { shareTicks } from "../charts/share-scale";
import type { Column } from "../ui/data-table";
import { figureColumns } from "./estimate-cell";
import { FigureDots, reachOf } from "./figure-dots";

type PhasePlotsProps = {
  byPhase: CohortPage["byPhase"];
  tone?: "cohort" | "you";
  csvName: string;
};

type Row = { readonly phase: Phase; readonly figures: FollowedFigures };

const columns: readonly Column<Row>[] = [
  { key: "phase", header: t`Phase`, value: ({ phase }) => `${phase} ${phaseNames[phase]}` },
  ...figureColumns<Row>(({ figures }) => figures),
];

/** The followed figures by the reference's phase, with their intervals. */
export function PhasePlots({ byPhase, tone = "cohort", csvName }: PhasePlotsProps) {
  const rows = PHASES.map((phase) => ({ phase, figures: byPhase[phase] }));
  return (
    <ChartFrame
      title={t`By phase`}
      note={t`By the reference’s phase, whichever was named; the line is the 95% interval.`}
      columns={columns}
      rows={rows}
      rowKey={({ phase }) => phase}
      csvName={csvName}
    >
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {followedNotes.map((note) => (
          <FigureDots
            key={note.key}
            name={note.label}
            note={note}
            tone={tone}
            ticks={shareTicks(reachOf(rows, note))}
            rows={rows.map(({ phase, figures }) => ({
              key: phase,
              figures,
              label: (
                <>
                  <span className="mr-1.5 font-medium">{phase}</span>
                  <span className="text-muted text-xs">{phaseNames[phase]}</span>
                </>
              ),
            }))}
          />
        ))}
      </div>
    </ChartFrame>
  );
}
