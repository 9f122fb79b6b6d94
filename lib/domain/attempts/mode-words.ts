import { plural, t } from "@/lib/language/t";
import type { Mode } from "./mode";

type ModeWords = {
  readonly name: string;
  /** The name within a line of facts: "12 Nov, guided". */
  readonly inLine: string;
  /** What a button does that begins it. */
  readonly start: string;
  /** What such an assignment is, above its name. */
  readonly assignment: string;
  /** To who may choose it for practice: a line of sentences. */
  readonly practice: string;
  /** To who may assign it: after its name, a line without a subject. */
  readonly assigning: string;
  /** To who answers an assignment: what is asked and when something is told. */
  readonly rule: string;
  /** To who has got such an assignment, in a mail: what was assigned. */
  readonly assigned: (assignment: { readonly name: string; readonly cases: number }) => string;
};

const words: Readonly<Record<Mode, ModeWords>> = {
  guided: {
    name: t`Guided`,
    inLine: t`guided`,
    start: t`Start guided`,
    assignment: t`Assignment, guided`,
    practice: t`Says at once whether your phase is right, and shows the definition of the right one.`,
    assigning: t`says at once whether the phase is right, and teaches`,
    rule: t`Name the phase; you are told at once whether it is right and shown its definition. Then draw the Go Zone.`,
    assigned: ({ name, cases }) =>
      t`“${name}” was assigned to you: ${plural(cases, "one case", "# cases")}, guided.`,
  },
  exam: {
    name: t`Exam`,
    inLine: t`exam`,
    start: t`Start exam`,
    assignment: t`Assignment, exam`,
    practice: t`Says nothing until the zone is drawn, and shows the definition of the phase you named.`,
    assigning: t`says nothing before the release`,
    rule: t`Name the phase, then draw the Go Zone. Nothing is said of either before the results are released.`,
    assigned: ({ name, cases }) =>
      t`“${name}” was assigned to you: ${plural(cases, "one case", "# cases")}, an exam.`,
  },
  "phase-given": {
    name: t`Phase given`,
    inLine: t`phase given`,
    start: t`Start phase given`,
    assignment: t`Assignment, phase given`,
    practice: t`Gives you the phase and asks for the zone alone. Counts in the conditioned figures.`,
    assigning: t`asks for the zone alone`,
    rule: t`The phase is given. Draw the Go Zone.`,
    assigned: ({ name, cases }) =>
      t`“${name}” was assigned to you: ${plural(cases, "one case", "# cases")}, with the phase given.`,
  },
};

/** What is said of a mode wherever modes are told apart by words; one that this version doesn't know is named alone. */
export function modeWords(mode: Mode): ModeWords {
  return (
    words[mode] ?? {
      name: mode,
      inLine: mode,
      start: t`Start`,
      assignment: t`Assignment`,
      practice: "",
      assigning: "",
      rule: "",
      assigned: ({ name, cases }) =>
        t`“${name}” was assigned to you: ${plural(cases, "one case", "# cases")}.`,
    }
  );
}
