"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { authoring } from "@/lib/contract/authoring";
import type { Duty } from "@/lib/domain/authoring/step";
import type { AuthoringDataset } from "@/lib/domain/authoring/views";
import { agreementNames, agreementSchema } from "@/lib/domain/disputes/agreement";
import { roleNames, roleSchema } from "@/lib/domain/people/role";
import { plural, t } from "@/lib/language/t";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { ChoiceList } from "../ui/choice-list";
import { Tick } from "../ui/tick";

const LEGENDS: Readonly<Record<Duty, string>> = {
  annotator: t`Annotators: draw and write the reference`,
  checker: t`Checkers: read it blind, then check it; nobody checks their own`,
  chief: t`Chiefs: review it; all of them must agree`,
};
const DUTIES = ["annotator", "checker", "chief"] as const;

type DutiesFormProps = {
  dataset: AuthoringDataset;
  colleagues: readonly { readonly id: string; readonly name: string; readonly role: string }[];
};

/** Says who annotates, checks and reviews a dataset. */
export function DutiesForm({ dataset, colleagues }: DutiesFormProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Readonly<Record<Duty, readonly string[]>>>({
    annotator: dataset.duties.annotator.map(({ id }) => id),
    checker: dataset.duties.checker.map(({ id }) => id),
    chief: dataset.duties.chief.map(({ id }) => id),
  });
  const [agreement, setAgreement] = useState(dataset.agreement);
  const [blindNoGo, setBlindNoGo] = useState(dataset.blindNoGo);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly bad: boolean } | null>(null);

  async function save(): Promise<void> {
    setBusy(true);
    const answer = await call(authoring.setDuties, {
      params: { id: dataset.id },
      body: { ...chosen, agreement, blindNoGo },
    });
    setBusy(false);
    if ("problem" in answer) return setSaid({ text: answer.problem, bad: true });
    const { published } = answer.value;
    const more =
      published > 0 &&
      t`${plural(published, "# case", "# cases")} on which all chiefs agree by now: published.`;
    setSaid({ text: [t`Saved.`, more].filter(Boolean).join(" "), bad: false });
    router.refresh();
  }

  return (
    <div className="space-y-8">
      {DUTIES.map((duty) => (
        <ChoiceList
          key={duty}
          legend={LEGENDS[duty]}
          choices={colleagues.map(({ id, name, role }) => ({
            value: id,
            label: name,
            note: roleNames[roleSchema.parse(role)],
          }))}
          chosen={chosen[duty]}
          onChange={(ids) => setChosen({ ...chosen, [duty]: ids })}
          empty={t`There is no faculty member or director with an open account yet.`}
        />
      ))}
      <Choice
        label={t`Whose agreement it takes to change a reference after a question`}
        value={agreement}
        onChange={(value) => setAgreement(agreementSchema.parse(value))}
      >
        {agreementSchema.options.map((each) => (
          <option key={each} value={each}>
            {agreementNames[each]}
          </option>
        ))}
      </Choice>
      <div>
        <Tick label={t`Blind readings draw No-Go regions too`} on={blindNoGo} onChange={setBlindNoGo} />
        <p className="ml-8 max-w-prose text-pretty text-muted text-sm">{t`Checkers then say what must not be touched before they see the annotation, and are told how far the pixels agree.`}</p>
      </div>
      <p role="status" className={said?.bad ? "text-danger" : "text-muted"}>
        {said?.text}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" size="lg" busy={busy} onClick={() => void save()}>{t`Save duties`}</Button>
      </div>
    </div>
  );
}
