import type { ReactNode } from "react";
import { describeInterval, type FollowedNote, formatTick } from "@/lib/words/cohort-figures";
import { formatCount } from "@/lib/words/figures";
import { DotPlot } from "../charts/dot-plot";
import type { SomeFigures } from "./estimate-cell";
import { Suppressed } from "./suppressed";

type FigureDotsProps = {
  name: string;
  note: FollowedNote;
  rows: readonly { readonly key: string; readonly label: ReactNode; readonly figures: SomeFigures }[];
  ticks: readonly number[];
  tone?: "cohort" | "you";
};

/** One figure of several groups of answers, each with its interval and n. */
export function FigureDots({ name, note, rows, ticks, tone = "cohort" }: FigureDotsProps) {
  return (
    <DotPlot
      name={name}
      tone={tone}
      ticks={ticks}
      formatTick={(value) => formatTick(note, value)}
      rows={rows.map(({ key, label, figures }) => {
        const { value, interval, n } = figures[note.key] ?? { value: null, interval: null, n: 0 };
        return {
          key,
          label,
          value,
          interval,
          text: figures.suppressed ? <Suppressed why={figures.suppressed} /> : note.format(value, n),
          detail: (
            <>
              {describeInterval({ interval, n }, note)}
              <span className="block">{`n = ${formatCount(n)}`}</span>
            </>
          ),
        };
      })}
    />
  );
}

/** What of the rows a scale must hold. */
export function reachOf(
  rows: readonly { readonly figures: SomeFigures }[],
  { key }: FollowedNote,
): readonly (number | null)[] {
  return rows.map(({ figures }) => figures[key]?.interval?.[1] ?? figures[key]?.value ?? null);
}
