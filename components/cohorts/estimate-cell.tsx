import type { Estimate, FollowedFigure, FollowedFigures, Suppression } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { describeInterval, type FollowedNote, followedNotes } from "@/lib/words/cohort-figures";
import { formatCount, NO_FIGURE } from "@/lib/words/figures";
import type { Column } from "../ui/data-table";
import { Suppressed } from "./suppressed";

type EstimateCellProps = {
  estimate: Estimate | undefined;
  note: FollowedNote;
  suppressed: Suppression | null;
};

/** A figure, and below it its interval. */
function EstimateCell({ estimate, note, suppressed }: EstimateCellProps) {
  if (suppressed) return <Suppressed why={suppressed} />;
  if (!estimate) return NO_FIGURE;
  const interval = describeInterval(estimate, note);
  return (
    <>
      {note.format(estimate.value, estimate.n)}
      {interval && (
        <span className="block text-muted text-xs">
          <span className="sr-only">{t`95% interval`} </span>
          {interval}
        </span>
      )}
    </>
  );
}

/** The followed figures, or some of them. */
export type SomeFigures = Pick<FollowedFigures, "residents" | "suppressed"> &
  Partial<Readonly<Record<FollowedFigure, Estimate>>>;

/** The columns that tell the figures of each row, with the residents and the answers behind them. */
export function figureColumns<Row>(
  of: (row: Row) => SomeFigures,
  notes: readonly FollowedNote[] = followedNotes,
): readonly Column<Row>[] {
  const answers = (row: Row): number => of(row)[notes[0]!.key]?.n ?? 0;
  return [
    {
      key: "residents",
      header: t`Residents`,
      numeric: true,
      value: (row) => of(row).residents,
      cell: (row) => formatCount(of(row).residents),
    },
    { key: "n", header: "n", numeric: true, value: answers, cell: (row) => formatCount(answers(row)) },
    ...notes.map((note): Column<Row> => {
      const { key, label } = note;
      return {
        key,
        header: label,
        numeric: true,
        value: (row) => of(row)[key]?.value ?? null,
        cell: (row) => <EstimateCell estimate={of(row)[key]} note={note} suppressed={of(row).suppressed} />,
        beside: [
          { header: t`${label} low`, value: (row) => of(row)[key]?.interval?.[0] ?? null },
          { header: t`${label} high`, value: (row) => of(row)[key]?.interval?.[1] ?? null },
        ],
      };
    }),
  ];
}
