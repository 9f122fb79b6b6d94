"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type SetRule, setRuleSchema } from "@/lib/domain/case-sets/rule";
import type { RuleProposal } from "@/lib/domain/case-sets/views";
import type { LibraryChoices } from "@/lib/domain/library/views";
import { plural, t } from "@/lib/language/t";
import { makeSet, proposeByRule } from "../library/api";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { Tick } from "../ui/tick";
import { NumberField } from "./number-field";
import { PoolFields } from "./pool-fields";
import { Proposal, ProposalStrip } from "./proposal";

/** "20 cases, even over phases, difficulty 0.3 to 0.7, half of them with a model wrong, none seen by this cohort." */
export function RuleForm({ choices, seed }: { choices: LibraryChoices; seed: number }) {
  const router = useRouter();
  const [rule, setRule] = useState<SetRule>(() => setRuleSchema.parse({ cases: 20, seed }));
  const [asked, setAsked] = useState<{ readonly rule: SetRule; readonly proposal: RuleProposal } | null>(
    null,
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (changed: Partial<SetRule>): void => setRule({ ...rule, ...changed });

  async function propose(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const parsed = setRuleSchema.safeParse(rule);
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message ?? t`The rule is not right.`);
    setBusy(true);
    const answer = await proposeByRule(parsed.data);
    setBusy(false);
    setProblem("problem" in answer ? answer.problem : null);
    if ("value" in answer) setAsked({ rule: parsed.data, proposal: answer.value });
  }
  async function make(name: string): Promise<string | null> {
    if (!asked) return null;
    const made = await makeSet({
      name,
      caseIds: asked.proposal.items.map(({ id }) => id),
      apartFrom: asked.rule.apartFrom,
      rule: asked.rule,
    });
    if ("problem" in made) return made.problem;
    router.push(`/case-sets/${made.value.id}`);
    return null;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <form aria-label={t`Rule`} onSubmit={(event) => void propose(event)} noValidate className="space-y-4">
        <div className="grid grid-cols-2 items-end gap-4">
          <NumberField
            label={t`Cases`}
            value={rule.cases}
            onChange={(cases) => change({ cases: cases ?? 0 })}
          />
          <Choice
            label={t`Phases`}
            value={rule.phases}
            onChange={(phases) => change({ phases: phases === "any" ? "any" : "even" })}
          >
            <option value="even">{t`Evenly over all four`}</option>
            <option value="any">{t`As they come`}</option>
          </Choice>
        </div>
        <DifficultyFields rule={rule} onChange={change} />
        {choices.runs.length > 0 && <ModelFields rule={rule} choices={choices} onChange={change} />}
        <NumberField
          label={t`Of one video at most (empty: as many as needed)`}
          value={rule.mostOfOneVideo}
          onChange={(mostOfOneVideo) => change({ mostOfOneVideo })}
        />
        <PoolFields pool={rule} choices={choices} onChange={(pool) => change(pool)} />
        {problem && (
          <p role="alert" className="text-danger text-sm">
            {problem}
          </p>
        )}
        <Button type="submit" variant={asked ? "secondary" : "primary"} busy={busy}>
          {asked ? t`Choose again` : t`Choose cases`}
        </Button>
      </form>
      <Proposal
        waiting={t`The cases that the rule gives are shown here before anything is stored.`}
        given={asked !== null}
        unmet={asked?.proposal.unmet ?? []}
        suggestedName={t`${plural(rule.cases, "# case", "# cases")}`}
        action={t`Make the set`}
        onMake={make}
        canMake={(asked?.proposal.items.length ?? 0) > 0}
      >
        {asked && <ProposalStrip title={t`Cases`} items={asked.proposal.items} choices={choices} />}
      </Proposal>
    </div>
  );
}

type PartProps = { rule: SetRule; onChange: (changed: Partial<SetRule>) => void };

function DifficultyFields({ rule, onChange }: PartProps) {
  const { difficulty } = rule;
  return (
    <fieldset>
      <Tick
        small
        label={t`Of a measured difficulty`}
        on={difficulty !== null}
        onChange={(on) => onChange({ difficulty: on ? { from: 0.3, to: 0.7, unmeasured: false } : null })}
      />
      {difficulty && (
        <div className="mt-1 grid grid-cols-2 gap-x-4 gap-y-2">
          <NumberField
            label={t`From`}
            decimal
            value={difficulty.from}
            onChange={(from) => onChange({ difficulty: { ...difficulty, from: from ?? 0 } })}
          />
          <NumberField
            label={t`To`}
            decimal
            value={difficulty.to}
            onChange={(to) => onChange({ difficulty: { ...difficulty, to: to ?? 1 } })}
          />
          <Tick
            small
            className="col-span-2"
            label={t`And cases nobody has answered yet`}
            on={difficulty.unmeasured}
            onChange={(unmeasured) => onChange({ difficulty: { ...difficulty, unmeasured } })}
          />
        </div>
      )}
    </fieldset>
  );
}

/** What a second look asks for: following the model is right as often as wrong. */
const HALF_WRONG = { wrong: 50, unit: "percent" } as const;

function ModelFields({ rule, choices, onChange }: PartProps & { choices: LibraryChoices }) {
  const { model } = rule;
  return (
    <div className="grid grid-cols-2 items-end gap-4">
      <Choice
        label={t`Where a model is wrong`}
        value={model?.runId ?? ""}
        onChange={(runId) => onChange({ model: runId ? { ...(model ?? HALF_WRONG), runId } : null })}
      >
        <option value="">{t`No matter`}</option>
        {choices.runs.map(({ id, model: name, run }) => (
          <option key={id} value={id}>
            {name}, {run}
          </option>
        ))}
      </Choice>
      {model && (
        <div className="grid grid-cols-2 items-end gap-2">
          <NumberField
            label={t`In so many`}
            value={model.wrong}
            onChange={(wrong) => onChange({ model: { ...model, wrong: wrong ?? 0 } })}
          />
          <Choice
            label={t`Counted in`}
            value={model.unit}
            onChange={(unit) =>
              onChange({ model: { ...model, unit: unit === "cases" ? "cases" : "percent" } })
            }
          >
            <option value="percent">%</option>
            <option value="cases">{t`cases`}</option>
          </Choice>
        </div>
      )}
      {model?.unit === "percent" && (
        <p className="col-span-2 text-pretty text-muted text-xs">{t`Of cases that this model has read. Readers are told neither the share nor which cases those are, and their order is drawn.`}</p>
      )}
    </div>
  );
}
