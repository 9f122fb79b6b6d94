import { type ReactNode, useId } from "react";
import { t } from "@/lib/language/t";
import { formatShare, isFew } from "@/lib/words/figures";

type Bar = { readonly name: string; readonly n: number; readonly marked?: boolean };

type BarsProps = {
  title: string;
  note?: ReactNode;
  bars: readonly Bar[];
  /** What a whole bar stands for. */
  of: number;
};

/** Counts as bars with their numbers beside them: the chart is its own table. */
export function Bars({ title, note, bars, of }: BarsProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {note && <p className="text-muted text-sm">{note}</p>}
      <table aria-labelledby={id} className="mt-1 w-full text-sm">
        <tbody>
          {bars.map(({ name, n, marked }) => (
            <tr key={name}>
              <th scope="row" className="max-w-48 py-1 pr-3 text-left font-normal">
                {name}
                {marked && <span className="text-reference"> {t`(reference)`}</span>}
              </th>
              <td className="w-1/3 py-1">
                <div aria-hidden className="h-2 rounded-full bg-line">
                  <div
                    className={marked ? "h-full rounded-full bg-reference" : "h-full rounded-full bg-cohort"}
                    style={{ width: `${of === 0 ? 0 : (100 * n) / of}%` }}
                  />
                </div>
              </td>
              <td className="whitespace-nowrap py-1 pl-3 text-right">
                {n} {!isFew(of) && <span className="text-muted text-xs">{formatShare(n / of, of)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
