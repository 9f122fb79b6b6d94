import { t } from "@/lib/language/t";
import type { ReasonGrade, ReasonPart, ReasonTerm } from "./reason";

/** What is asked of a reader before the reveal. */
export const reasonQuestions: Readonly<Record<ReasonPart, string>> = {
  nextAction: t`What would you do next?`,
  criticalRisk: t`What could go wrong here?`,
};

/** A mark as its giver reads it. */
export const gradeWords: Readonly<Record<ReasonGrade, string>> = {
  said: t`Said it`,
  partly: t`Partly`,
  missed: t`Missed it`,
};

/** A term as who assigns reads it. */
export const reasonTermWords: Readonly<Record<ReasonTerm, string>> = {
  no: t`Not asked for`,
  offered: t`Offered to those who like to write`,
  asked: t`Asked for, and may be left empty`,
};
