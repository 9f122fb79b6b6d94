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
