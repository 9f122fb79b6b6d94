"use client";

import { PHASES, phaseNames } from "@/lib/domain/phases";
import { type CaseQuery, caseQuerySchema } from "@/lib/domain/readers/case-list";
import { ZONE_OUTCOMES, zoneOutcomeLabels } from "@/lib/domain/scoring/failure";
import { Choice } from "../ui/choice";

type CaseFiltersProps = {
  query: CaseQuery;
  onChange: (query: CaseQuery) => void;
  /** Whether the run tells how sure it was. */
  sureness: boolean;
};

/** Which of a run's cases are listed, and in what order. */
export function CaseFilters({ query, onChange, sureness }: CaseFiltersProps) {
  const set =
    (name: keyof CaseQuery) =>
    (value: string): void =>
      onChange(caseQuerySchema.parse({ ...query, [name]: value || null }));
  return (
    <div className="mb-5 grid grid-cols-2 gap-x-4 gap-y-3 sm:flex sm:flex-wrap">
      <Choice label="Order" value={query.order} onChange={set("order")}>
        <option value="worst">Worst first</option>
        <option value="best">Best first</option>
        <option value="frame">By video and frame</option>
        {sureness && <option value="sure">Surest of a wrong phase first</option>}
      </Choice>
      <Choice label="Reference’s phase" value={query.phase ?? ""} onChange={set("phase")}>
        <option value="">All phases</option>
        {PHASES.map((phase) => (
          <option key={phase} value={phase}>
            {phase} {phaseNames[phase]}
          </option>
        ))}
      </Choice>
      <Choice label="Phase named" value={query.named ?? ""} onChange={set("named")}>
        <option value="">Right or wrong</option>
        <option value="right">Right</option>
        <option value="wrong">Wrong</option>
        <option value="none">None</option>
      </Choice>
      <Choice label="Zone" value={query.zone ?? ""} onChange={set("zone")}>
        <option value="">Any zone</option>
        {ZONE_OUTCOMES.map((zone) => (
          <option key={zone} value={zone}>
            {zoneOutcomeLabels[zone]}
          </option>
        ))}
        <option value="none">No zone</option>
      </Choice>
      <Choice label="Answer" value={query.state ?? ""} onChange={set("state")}>
        <option value="">Any answer</option>
        <option value="failed">Without a phase or a zone</option>
        <option value="missing">Not predicted</option>
      </Choice>
    </div>
  );
}
