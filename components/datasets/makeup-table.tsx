import type { DatasetMakeup, Split } from "@/lib/domain/datasets/views";
import { PHASES, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { ScrollRegion } from "../ui/scroll-region";

const SPLITS: readonly { readonly split: Split; readonly name: string }[] = [
  { split: "train", name: t`Train` },
  { split: "test", name: t`Test` },
  { split: "none", name: t`No split` },
];

/** A dataset's cases by phase and split. */
export function MakeupTable({ makeup }: { makeup: DatasetMakeup }) {
  const of = (split: Split): number => PHASES.reduce((sum, phase) => sum + makeup[phase][split], 0);
  const shown = SPLITS.filter(({ split }) => split !== "none" || of(split) > 0);
  const all = (counts: (split: Split) => number): number =>
    shown.reduce((sum, { split }) => sum + counts(split), 0);
  const row = (name: string, counts: (split: Split) => number) => (
    <tr key={name}>
      <th scope="row" className="py-2 pr-4 text-left font-normal">
        {name}
      </th>
      {shown.map(({ split }) => (
        <td key={split} className="py-2 pl-4 text-right tabular-nums">
          {formatCount(counts(split))}
        </td>
      ))}
      <td className="py-2 pl-4 text-right font-medium tabular-nums">{formatCount(all(counts))}</td>
    </tr>
  );
  return (
    <section aria-labelledby="makeup">
      <h2 id="makeup" className="font-semibold">{t`Cases by phase and split`}</h2>
      <p className="text-muted text-sm">{t`By the phase of their current reference. Residents see the total alone.`}</p>
      <ScrollRegion labelledBy="makeup">
        <table className="mt-2 w-full border-line border-y text-sm">
          <thead>
            <tr className="text-muted">
              <th scope="col" className="py-2 pr-4 text-left font-normal">{t`Phase`}</th>
              {shown.map(({ split, name }) => (
                <th key={split} scope="col" className="py-2 pl-4 text-right font-normal">
                  {name}
                </th>
              ))}
              <th scope="col" className="py-2 pl-4 text-right font-normal">{t`All`}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {PHASES.map((phase) => row(`${phase} ${phaseNames[phase]}`, (split) => makeup[phase][split]))}
            {row(t`All`, of)}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
