import { z } from "zod";
import { t } from "@/lib/language/t";

/** Where a case of our own making stands (paper, section 3.2: annotation, cross-check, review by chiefs). */
export const stepSchema = z.enum(["annotating", "checking", "reviewing", "published"]);
export type Step = z.infer<typeof stepSchema>;

export const stepNames: Readonly<Record<Step, string>> = {
  annotating: t`To annotate`,
  checking: t`To check`,
  reviewing: t`Before the chiefs`,
  published: t`Published`,
};

/** What somebody does for a dataset. */
export const dutySchema = z.enum(["annotator", "checker", "chief"]);
export type Duty = z.infer<typeof dutySchema>;

/** All that decides what may happen to a case next. People are known by their ids. */
export type CaseStanding = {
  readonly step: Step;
  /** Who made the annotation that is checked and reviewed; null where there is none. */
  readonly authorId: string | null;
  /** The dataset's chiefs, at this moment. */
  readonly chiefs: readonly string[];
  /** The chiefs who agree with this annotation. */
  readonly agreed: readonly string[];
};

/** Somebody, with their duties for the dataset. */
export type Judge = { readonly id: string; readonly duties: readonly Duty[] };

export type Move =
  | { readonly type: "submit" }
  /** Takes a published case up again. */
  | { readonly type: "revise" }
  | { readonly type: "check"; readonly agrees: boolean }
  | { readonly type: "review"; readonly agrees: boolean };

type Outcome =
  | { readonly step: Step }
  /** Why it can't be, as a sentence for people. */
  | { readonly problem: string };

/** The chiefs whose agreement counts: all of the dataset's but the one whose work it is. */
export function judgingChiefs({ chiefs, authorId }: Pick<CaseStanding, "chiefs" | "authorId">): string[] {
  return chiefs.filter((chief) => chief !== authorId);
}

/** Whether all chiefs who judge agree, and there is one at least. */
export function isUnanimous(standing: Omit<CaseStanding, "step">): boolean {
  const judging = judgingChiefs(standing);
  return judging.length > 0 && judging.every((chief) => standing.agreed.includes(chief));
}

const needs: Readonly<Record<Move["type"], Step>> = {
  submit: "annotating",
  check: "checking",
  review: "reviewing",
  revise: "published",
};

const dutyFor: Readonly<Record<Move["type"], readonly Duty[]>> = {
  submit: ["annotator"],
  check: ["checker"],
  review: ["chief"],
  revise: ["annotator", "chief"],
};

const late: Readonly<Record<Step, string>> = {
  annotating: t`The case was sent back meanwhile, and is to be annotated again.`,
  checking: t`The case is being checked by now.`,
  reviewing: t`The case is before the chiefs by now.`,
  published: t`The case is published by now.`,
};

/** Where a move leads to, or why it can't be made. A disagreement, one is enough, sends the case back. */
export function advance(standing: CaseStanding, judge: Judge, move: Move): Outcome {
  if (!dutyFor[move.type].some((duty) => judge.duties.includes(duty))) {
    return { problem: t`This is not your duty for this dataset.` };
  }
  if (standing.step !== needs[move.type]) return { problem: late[standing.step] };
  switch (move.type) {
    case "submit":
      return { step: "checking" };
    case "revise":
      return { step: "annotating" };
    case "check":
      if (judge.id === standing.authorId) return { problem: t`Nobody checks their own work.` };
      return { step: move.agrees ? "reviewing" : "annotating" };
    case "review": {
      if (judge.id === standing.authorId) return { problem: t`Nobody reviews their own work.` };
      if (!move.agrees) return { step: "annotating" };
      const agreed = [...standing.agreed, judge.id];
      return { step: isUnanimous({ ...standing, agreed }) ? "published" : "reviewing" };
    }
  }
}

/** Somebody who has a duty for the dataset; `active`: who still may act. */
export type DutyHolder = {
  readonly user_id: string;
  readonly duty: Duty;
  readonly active: boolean;
};

/** Who may take a case further from where it stands: those of the duty, but nobody about their own work. */
export function whoActs(standing: CaseStanding, holders: readonly DutyHolder[]): string[] {
  const { step, authorId, agreed } = standing;
  const having = (duty: Duty): string[] =>
    holders.filter((each) => each.active && each.duty === duty).map(({ user_id }) => user_id);
  switch (step) {
    case "annotating":
      return having("annotator");
    case "checking":
      return having("checker").filter((id) => id !== authorId);
    case "reviewing":
      return judgingChiefs({ chiefs: having("chief"), authorId }).filter((id) => !agreed.includes(id));
    case "published":
      return [];
  }
}

/** For whom a case waits, in names. */
export type WaitsFor = {
  /** Null where they are not told: who reads blind could tell from them who annotated it. */
  readonly names: readonly string[] | null;
  /** Who annotated it, and does not judge it; null where nobody did, or it is not told. */
  readonly notBy: string | null;
};

/**
 * @param seen whether the viewer knows what stands there, and by whom
 * @returns null where it waits for nobody: it is published
 */
export function waitsFor(
  standing: CaseStanding,
  holders: readonly (DutyHolder & { readonly name: string })[],
  { author, seen }: { readonly author: string | null; readonly seen: boolean },
): WaitsFor | null {
  const { step } = standing;
  if (step === "published") return null;
  const ids = whoActs(standing, holders);
  const names = holders
    .filter(({ user_id }, index) => ids.includes(user_id) && isFirst(holders, index))
    .map(({ name }) => name);
  if (step === "annotating") return { names, notBy: null };
  if (step === "checking" && !seen && names.length > 0) return { names: null, notBy: null };
  return { names, notBy: seen ? author : null };
}

/** Of those with several duties, the first. */
const isFirst = (holders: readonly DutyHolder[], index: number): boolean =>
  holders.findIndex(({ user_id }) => user_id === holders[index]?.user_id) === index;

/** What somebody is to do about a case; null for nothing. */
export type Task = "annotate" | "read-blind" | "check" | "review";

/**
 * @param seen whether the person knows what stands there: then a reading could not be blind
 */
export function taskOf(standing: CaseStanding, judge: Judge, seen: boolean): Task | null {
  const { step, authorId, agreed } = standing;
  if (step === "annotating") return judge.duties.includes("annotator") ? "annotate" : null;
  if (judge.id === authorId) return null;
  if (step === "checking" && judge.duties.includes("checker")) return seen ? "check" : "read-blind";
  if (step === "reviewing" && judge.duties.includes("chief") && !agreed.includes(judge.id)) return "review";
  return null;
}
