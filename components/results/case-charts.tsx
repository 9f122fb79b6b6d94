import { PHASES, phaseNames } from "@/lib/domain/phases";
import type { ResultCase } from "@/lib/domain/results/views";
import { ZONE_OUTCOMES, zoneOutcomeLabels } from "@/lib/domain/scoring/failure";
import { formatPercent } from "../ui/figures";

type Bar = { readonly name: string; readonly n: number; readonly marked?: boolean };

/** Counts as bars with their numbers beside them: the chart is its own table. */
function Bars({ title, note, bars, of }: { title: string; note?: string; bars: readonly Bar[]; of: number }) {
  const id = title.toLowerCase().replaceAll(" ", "-");
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
                {marked && <span className="text-reference"> (reference)</span>}
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
                {n} <span className="text-muted text-xs">{formatPercent(of === 0 ? null : n / of, 0)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What readers chose, how their zones lay, how long they took and how sure they were. */
export function CaseCharts({ seen }: { seen: ResultCase }) {
  const answers = seen.answers.filter(({ repeat }) => !repeat);
  const asked = answers.filter(({ phase }) => phase !== null);
  const sure = answers.flatMap(({ zoneConfidence, hit }) =>
    zoneConfidence === null ? [] : [{ zoneConfidence, hit }],
  );
  return (
    <>
      {asked.length > 0 && (
        <Bars
          title="Phases chosen"
          of={asked.length}
          bars={PHASES.map((phase) => ({
            name: `${phase}, ${phaseNames[phase]}`,
            n: asked.filter((answer) => answer.phase === phase).length,
            marked: phase === seen.reference.phase,
          }))}
        />
      )}
      <Bars
        title="Zones"
        note="Whatever the phase. A zone that never came is missed."
        of={answers.length}
        bars={ZONE_OUTCOMES.map((outcome) => ({
          name: zoneOutcomeLabels[outcome],
          n: answers.filter(({ zone }) => zone === outcome).length,
        }))}
      />
      {sure.length > 0 && (
        <Bars
          title="How sure of the zone"
          note={`Of ${sure.length} who said; hits in brackets.`}
          of={sure.length}
          bars={[0, 0.25, 0.5, 0.75].map((from) => {
            const here = sure.filter(
              ({ zoneConfidence: at }) => at >= from && (at < from + 0.25 || from === 0.75),
            );
            const hits = here.filter(({ hit }) => hit).length;
            return { name: `${100 * from} to ${100 * from + 25}% (${hits})`, n: here.length };
          })}
        />
      )}
    </>
  );
}
