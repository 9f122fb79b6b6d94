import { type Phase, phaseNames } from "../domain/phases";
import type { Task } from "../domain/practice/skills";
import { t } from "../language/t";

/** "Naming C, Clip and Divide" */
export function skillName({ phase, task }: { readonly phase: Phase; readonly task: Task }): string {
  return task === "phase"
    ? t`Naming ${phase}, ${phaseNames[phase]}`
    : t`The Go Zone in ${phase}, ${phaseNames[phase]}`;
}
