import { texts } from "../db/columns";
import { constant } from "../db/statement";
import { MODES, type Mode, rulesOf, tellsOfReference as tells } from "../domain/attempts/mode";
import { mode as modeColumn } from "./types";

/** The rules of lib/domain/attempts/mode.ts as SQL. `mode` is an SQL expression. */

const isOneOf = (modes: readonly Mode[]) => {
  const list = constant(texts, modes);
  return (mode: string): string => `${mode} = ANY(${list})`;
};

/** Whether the reader names the phase. Where not, it is given: only the conditioned figures count the answer. */
export const asksPhase = isOneOf(MODES.filter((mode) => rulesOf(mode).asksPhase));

/** Whether nothing of an assignment is told before its release, which ends it. */
export const isExam = isOneOf(MODES.filter((mode) => rulesOf(mode).isExam));

/** Whether the lock told its reader something of the reference. `aided` is an SQL expression. */
export const tellsOfReference = (mode: string, aided: string): string => {
  const of = (secondLook: boolean) => isOneOf(MODES.filter((each) => tells(each, { secondLook })))(mode);
  return `(CASE WHEN ${aided} THEN ${of(true)} ELSE ${of(false)} END)`;
};

/**
 * The mode by which the reader is told what was locked, where `examined` says whether the case is in an exam too, or has a
 * second look before it.
 */
export const toldMode = (mode: string, examined: string): string => {
  const others = MODES.flatMap((each) => {
    const told = rulesOf(each).duringExam ?? each;
    return told === each ? [] : [`WHEN ${constant(modeColumn, each)} THEN ${constant(modeColumn, told)}`];
  });
  return `CASE WHEN ${examined} THEN CASE ${mode} ${others.join(" ")} ELSE ${mode} END ELSE ${mode} END`;
};
