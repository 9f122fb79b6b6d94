import { PHASES, type Phase } from "../phases";

/** What a case asks for. */
export type Task = "phase" | "zone";

export const TASKS: readonly Task[] = ["phase", "zone"];

/** What a reader's strength is estimated for: one task in one phase of the reference. */
export type Skill = { readonly phase: Phase; readonly task: Task };

/** Every skill, in the order in which lists of numbers hold them: A phase, A zone, B phase, … */
export const SKILLS: readonly Skill[] = PHASES.flatMap((phase) => TASKS.map((task) => ({ phase, task })));

/** A skill's place in `SKILLS`, 0 to 7. */
export const skillIndex = (phase: Phase, task: Task): number =>
  PHASES.indexOf(phase) * TASKS.length + TASKS.indexOf(task);
