import { PHASES, phaseNames } from "@/lib/domain/phases";
import type { ResultCase } from "@/lib/domain/results/views";
import { ZONE_OUTCOMES, zoneOutcomeLabels } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { Bars } from "../ui/bars";

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
          title={t`Phases chosen`}
          of={asked.length}
          bars={PHASES.map((phase) => ({
            name: `${phase}, ${phaseNames[phase]}`,
            n: asked.filter((answer) => answer.phase === phase).length,
            marked: phase === seen.reference.phase,
          }))}
        />
      )}
      <Bars
        title={t`Zones`}
        note={t`Whatever the phase. A zone that never came is missed.`}
        of={answers.length}
        bars={ZONE_OUTCOMES.map((outcome) => ({
          name: zoneOutcomeLabels[outcome],
          n: answers.filter(({ zone }) => zone === outcome).length,
        }))}
      />
      {sure.length > 0 && (
        <Bars
          title={t`How sure of the zone`}
          note={t`Of ${sure.length} who said; hits in brackets.`}
          of={sure.length}
          bars={[0, 0.25, 0.5, 0.75].map((from) => {
            const here = sure.filter(
              ({ zoneConfidence: at }) => at >= from && (at < from + 0.25 || from === 0.75),
            );
            const hits = here.filter(({ hit }) => hit).length;
            return { name: t`${100 * from} to ${100 * from + 25}% (${hits})`, n: here.length };
          })}
        />
      )}
    </>
  );
}
