"use client";

import type { Audience } from "@/lib/domain/assignments/input";
import type { AssignmentChoices } from "@/lib/domain/assignments/views";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { ChoiceList } from "../ui/choice-list";

type AudienceFieldsProps = {
  choices: Pick<AssignmentChoices, "cohorts" | "residents">;
  audience: Audience;
  onChange: (audience: Audience) => void;
  /** Whether single residents are behind a line that opens. */
  folded?: boolean;
};

/** Whom it is given to: cohorts, and residents one by one. */
export function AudienceFields({ choices, audience, onChange, folded = false }: AudienceFieldsProps) {
  const residents = (
    <ChoiceList
      legend={t`Residents`}
      choices={choices.residents.map(({ id, name, cohorts }) => ({
        value: id,
        label: name,
        note: inList(cohorts, ","),
      }))}
      chosen={audience.userIds}
      onChange={(ids) => onChange({ ...audience, userIds: [...ids] })}
      empty={t`There is no resident with an open account yet.`}
    />
  );
  return (
    <div className={folded ? "space-y-2" : "grid max-w-3xl gap-6 sm:grid-cols-2"}>
      <ChoiceList
        legend={t`Cohorts`}
        choices={choices.cohorts.map(({ id, name, residents: n }) => ({
          value: id,
          label: name,
          note: t`${plural(n, "# resident", "# residents")}`,
        }))}
        chosen={audience.cohortIds}
        onChange={(ids) => onChange({ ...audience, cohortIds: [...ids] })}
        empty={t`There is no cohort yet.`}
      />
      {folded ? (
        <details>
          <summary className="w-fit cursor-pointer py-1.5 text-sm">{t`Residents one by one`}</summary>
          <div className="mt-1">{residents}</div>
        </details>
      ) : (
        residents
      )}
    </div>
  );
}
