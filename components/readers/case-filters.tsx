"use client";

import { PHASES, phaseNames } from "@/lib/domain/phases";
import { type CaseQuery, caseQuerySchema } from "@/lib/domain/readers/case-list";
import { ZONE_OUTCOMES, zoneOutcomeLabels } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
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
      <Choice label={t`Order`} value={query.order} onChange={set("order")}>
        <option value="worst">{t`Worst first`}</option>
        <option value="best">{t`Best first`}</option>
        <option value="frame">{t`By video and frame`}</option>
        {sureness && <option value="sure">{t`Surest of a wrong phase first`}</option>}
      </Choice>
      <Choice label={t`Reference’s phase`} value={query.phase ?? ""} onChange={set("phase")}>
        <option value="">{t`All phases`}</option>
        {PHASES.map((phase) => (
          <option key={phase} value={phase}>
            {phase} {phaseNames[phase]}
          </option>
        ))}
      </Choice>
      <Choice label={t`Phase named`} value={query.named ?? ""} onChange={set("named")}>
        <option value="">{t`Right or wrong`}</option>
        <option value="right">{t`Right`}</option>
        <option value="wrong">{t`Wrong`}</option>
        <option value="none">{t`None`}</option>
      </Choice>
      <Choice label={t`Zone`} value={query.zone ?? ""} onChange={set("zone")}>
        <option value="">{t`Any zone`}</option>
        {ZONE_OUTCOMES.map((zone) => (
          <option key={zone} value={zone}>
            {zoneOutcomeLabels[zone]}
          </option>
        ))}
        <option value="none">{t`No zone`}</option>
      </Choice>
      <Choice label={t`Answer`} value={query.state ?? ""} onChange={set("state")}>
        <option value="">{t`Any answer`}</option>
        <option value="failed">{t`Without a phase or a zone`}</option>
        <option value="missing">{t`Not predicted`}</option>
      </Choice>
    </div>
  );
}
