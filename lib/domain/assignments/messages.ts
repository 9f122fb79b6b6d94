import { plural, t } from "@/lib/language/t";
import type { Mode } from "../attempts/mode";
import { modeWords } from "../attempts/mode-words";
import type { Message } from "../notices/message";
import { momentInWords } from "../time/moment-in-words";

/** What a message about an assignment is made of. `timeZone` is the institution's IANA name. */
export type AssignmentFacts = {
  readonly name: string;
  readonly mode: Mode;
  readonly cases: number;
  readonly opensAt: Date;
  /** The reader's own, where it is extended. */
  readonly dueAt: Date | null;
  readonly closesAt: Date | null;
  readonly timeLimitMinutes: number | null;
  readonly timeZone: string;
};

const sentences = (...said: readonly string[]): string => said.filter(Boolean).join(" ");

function limitOf({ timeLimitMinutes: minutes }: AssignmentFacts): string {
  return minutes
    ? t`Once you begin, you have ${plural(minutes, "# minute", "# minutes")}: begin when you can finish.`
    : "";
}

function datesOf({ opensAt, dueAt, closesAt, timeZone }: AssignmentFacts, now: Date): string {
  const words = (moment: Date) => momentInWords(moment, timeZone);
  const dates = [
    opensAt > now ? t`It opens on ${words(opensAt)}.` : "",
    dueAt ? t`It is due on ${words(dueAt)}.` : "",
    closesAt && closesAt.getTime() !== dueAt?.getTime() ? t`It closes on ${words(closesAt)}.` : "",
  ];
  return sentences(...dates);
}

export function newMessage(facts: AssignmentFacts, now: Date): Message {
  return {
    notice: sentences(t`New assignment: ${facts.name}.`, datesOf(facts, now)),
    subject: t`New assignment: ${facts.name}`,
    body: sentences(modeWords(facts.mode).assigned(facts), datesOf(facts, now), limitOf(facts)),
  };
}

/** @param hours 48 or 24: how much time there is at most */
export function reminderMessage(
  facts: AssignmentFacts & { dueAt: Date; answered: number },
  hours: number,
): Message {
  const { name, answered, cases } = facts;
  const due = momentInWords(facts.dueAt, facts.timeZone);
  return {
    notice: t`${name} is due on ${due}: ${answered} of ${plural(cases, "one case", "# cases")} answered.`,
    subject: t`Due within ${plural(hours, "# hour", "# hours")}: ${name}`,
    body: t`“${name}” is due on ${due}. You have ${answered} of ${plural(cases, "one case", "# cases")} answered.`,
  };
}

/** To a reader who has not begun, asked for by somebody of the faculty. It names no case. */
export function notBegunMessage(facts: AssignmentFacts, now: Date): Message {
  const { name, dueAt } = facts;
  const due = dueAt && momentInWords(dueAt, facts.timeZone);
  const when = due === null ? "" : dueAt && dueAt <= now ? t`It was due on ${due}.` : t`It is due on ${due}.`;
  return {
    notice: sentences(t`You have not begun ${name} yet.`, when),
    subject: t`Not begun yet: ${name}`,
    body: sentences(t`You have not begun “${name}” yet.`, when, limitOf(facts)),
  };
}

export function releasedMessage({ name }: AssignmentFacts): Message {
  return {
    notice: t`The results of ${name} are out.`,
    subject: t`Results: ${name}`,
    body: t`The results of “${name}” are out. You can see each of your answers beside the reference.`,
  };
}

export function extendedMessage(facts: AssignmentFacts, until: Date): Message {
  const words = momentInWords(until, facts.timeZone);
  return {
    notice: t`${facts.name} is extended for you until ${words}.`,
    subject: t`Extended: ${facts.name}`,
    body: t`“${facts.name}” is extended for you: you have until ${words}.`,
  };
}

export function changedMessage(facts: AssignmentFacts, now: Date): Message {
  return {
    notice: sentences(t`${facts.name} has new dates.`, datesOf(facts, now)),
    subject: t`New dates: ${facts.name}`,
    body: sentences(t`The dates of “${facts.name}” have changed.`, datesOf(facts, now)),
  };
}
