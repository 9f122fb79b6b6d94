"use client";

import { PHASES, type Phase } from "@/lib/domain/phases";
import type { SourceResultView } from "@/lib/domain/reviews/views";
import { t } from "@/lib/language/t";
import { type Column, DataTable } from "../ui/data-table";
import { IntervalBar, ShareWords } from "./interval-bar";
import { SourceName, sourceText } from "./source-name";

type Figure = "selected" | "accuracy";

const figureNames: Readonly<Record<Figure, string>> = {
  selected: t`Selected ratio`,
  accuracy: t`Accuracy rating`,
};

const nameColumn: Column<SourceResultView> = {
  key: "source",
  header: t`Source`,
  value: sourceText,
  cell: (source) => <SourceName source={source} />,
};

const figureColumn = (figure: Figure): Column<SourceResultView> => ({
  key: figure,
  header: figureNames[figure],
  numeric: true,
  value: (source) => source[figure].share,
  cell: (source) => (
    <span className="flex items-center justify-end gap-4">
      <IntervalBar {...source[figure]} />
      <ShareWords of={source[figure]} />
    </span>
  ),
});

/** Each source's selected ratio and accuracy rating, as the paper's Table 5 has them. */
export function SourceTable({ sources }: { sources: readonly SourceResultView[] }) {
  return (
    <DataTable
      caption={t`By source`}
      note={t`Selected ratio: picked as the best, of all picks. Accuracy rating: marked right, of all marks. With 95 % intervals over videos.`}
      columns={[nameColumn, figureColumn("selected"), figureColumn("accuracy")]}
      rows={sources}
      rowKey={({ number }) => String(number)}
      csvName="calot-review-sources"
      empty={null}
    />
  );
}

const phaseColumn = (figure: Figure, phase: Phase): Column<SourceResultView> => ({
  key: phase,
  header: t`Phase ${phase}`,
  numeric: true,
  value: ({ byPhase }) => byPhase[phase][figure].share,
  cell: ({ byPhase }) => <ShareWords of={byPhase[phase][figure]} />,
});

/** One figure of each source by the reference's phase. */
export function PhaseFigures({ figure, sources }: { figure: Figure; sources: readonly SourceResultView[] }) {
  return (
    <DataTable
      caption={t`${figureNames[figure]} by phase`}
      columns={[nameColumn, ...PHASES.map((phase) => phaseColumn(figure, phase))]}
      rows={sources}
      rowKey={({ number }) => String(number)}
      csvName={`calot-review-${figure}-by-phase`}
      empty={null}
    />
  );
}
