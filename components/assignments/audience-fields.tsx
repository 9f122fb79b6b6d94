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
};

/** Whom it is given to: cohorts, and residents one by one. */
export function AudienceFields({ choices, audience, onChange }: AudienceFieldsProps) {
  return (
    <div className="grid max-w-3xl gap-6 sm:grid-cols-2">
      <ChoiceList
        legend={t`Cohorts`}
        choices={choices.cohorts.map(({ id, name, residents }) => ({
          value: id,
          label: name,
          note: t`${plural(residents, "# resident", "# residents")}`,
        }))}
        chosen={audience.cohortIds}
        onChange={(ids) => onChange({ ...audience, cohortIds: [...ids] })}
        empty={t`There is no cohort yet.`}
      />
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
    </div>
  );
}
