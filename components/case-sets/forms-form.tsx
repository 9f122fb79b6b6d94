"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type SetPurpose, setPurposeNames } from "@/lib/domain/case-sets/case-set";
import type { FormsDifference } from "@/lib/domain/case-sets/match-forms";
import { type FormsRule, formsRuleSchema } from "@/lib/domain/case-sets/rule";
import type { FormsProposal } from "@/lib/domain/case-sets/views";
import type { LibraryChoices } from "@/lib/domain/library/views";
import { PHASES } from "@/lib/domain/phases";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { formatDecimal } from "@/lib/words/figures";
import { makeForms, proposeForms } from "../library/api";
import { Button } from "../ui/button";
import { FigureList } from "../ui/figure-list";
import { NumberField } from "./number-field";
import { PoolFields } from "./pool-fields";
import { Proposal, ProposalStrip } from "./proposal";

const PARTS = ["pre", "post", "practice"] as const;

const setNames: Readonly<Record<SetPurpose, (name: string) => string>> = {
  pre: (name) => t`${name}, pre-test`,
  post: (name) => t`${name}, post-test`,
  practice: (name) => t`${name}, practice`,
};

/** Two tests that are alike and share no video, with a practice set between them where one is wanted. */
export function FormsForm({ choices, seed }: { choices: LibraryChoices; seed: number }) {
  const router = useRouter();
  const [rule, setRule] = useState<FormsRule>(() => formsRuleSchema.parse({ cases: 12, seed }));
  const [asked, setAsked] = useState<{ readonly rule: FormsRule; readonly proposal: FormsProposal } | null>(
    null,
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function propose(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const parsed = formsRuleSchema.safeParse(rule);
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message ?? t`The form is not right.`);
    setBusy(true);
    const answer = await proposeForms(parsed.data);
    setBusy(false);
    setProblem("problem" in answer ? answer.problem : null);
    if ("value" in answer) setAsked({ rule: parsed.data, proposal: answer.value });
  }
  async function make(name: string): Promise<string | null> {
    if (!asked) return null;
    const sets = PARTS.filter((part) => asked.proposal[part].length > 0).map((purpose) => ({
      name: setNames[purpose](name),
      purpose,
      caseIds: asked.proposal[purpose].map(({ id }) => id),
    }));
    const made = await makeForms({ sets, shared: true, rule: asked.rule });
    if ("problem" in made) return made.problem;
    router.push("/case-sets");
    return null;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
      <form
        aria-label={t`Matched tests`}
        onSubmit={(event) => void propose(event)}
        noValidate
        className="space-y-4"
      >
        <div className="grid grid-cols-2 gap-4">
          <NumberField
            label={t`Cases of each test`}
            value={rule.cases}
            onChange={(cases) => setRule({ ...rule, cases: cases ?? 0 })}
          />
          <NumberField
            label={t`Cases to practise`}
            value={rule.practice}
            onChange={(practice) => setRule({ ...rule, practice: practice ?? 0 })}
          />
        </div>
        <PoolFields pool={rule} choices={choices} onChange={(pool) => setRule({ ...rule, ...pool })} />
        {problem && (
          <p role="alert" className="text-danger text-sm">
            {problem}
          </p>
        )}
        <Button type="submit" variant={asked ? "secondary" : "primary"} busy={busy}>
          {asked ? t`Match again` : t`Match the tests`}
        </Button>
      </form>
      <Proposal
        waiting={t`Both tests are shown here side by side, with what still differs, before anything is stored.`}
        given={asked !== null}
        unmet={asked?.proposal.unmet ?? []}
        suggestedName={t`Matched tests`}
        action={t`Make the sets`}
        onMake={make}
        canMake={(asked?.proposal.pre.length ?? 0) > 0}
      >
        {asked && (
          <div className="space-y-8">
            <Difference of={asked.proposal.difference} cases={asked.proposal.pre.length} />
            <div className="grid gap-8 md:grid-cols-2">
              {PARTS.filter((part) => asked.proposal[part].length > 0).map((part) => (
                <ProposalStrip
                  key={part}
                  title={setPurposeNames[part]}
                  items={asked.proposal[part]}
                  choices={choices}
                />
              ))}
            </div>
          </div>
        )}
      </Proposal>
    </div>
  );
}

/** With its sign, and the true minus; what is shown as nothing has none. */
function signed(value: number | null): string {
  const shown = formatDecimal(value === null ? null : Math.abs(value));
  if (value === null || shown === formatDecimal(0)) return shown;
  return `${value < 0 ? "−" : "+"}${shown}`;
}

/** How far the two tests still lie apart. */
function Difference({ of, cases }: { of: FormsDifference; cases: number }) {
  const unequal = PHASES.filter((phase) => of.phases[phase] !== 0);
  const figures = [
    { name: t`Phases`, value: unequal.length === 0 ? t`Equal` : t`Unequal in ${inList(unequal, ",")}` },
    { name: t`Mean difficulty`, value: signed(of.difficulty) },
    { name: t`Difficulty, case by case`, value: formatDecimal(of.pairedDifficulty) },
    { name: t`Mean discrimination`, value: signed(of.discrimination) },
  ];
  return (
    <section aria-labelledby="difference">
      <h2 id="difference" className="mb-2 font-semibold">{t`What differs, pre-test minus post-test`}</h2>
      <FigureList figures={figures} />
      {of.unmeasured > 0 && (
        <p className="mt-2 text-muted text-sm">{t`${of.unmeasured} of ${2 * cases} cases are not measured yet: they were taken to be of their phase’s mean difficulty.`}</p>
      )}
    </section>
  );
}
