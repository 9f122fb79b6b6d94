import { t } from "@/lib/language/t";
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

const casesWords = (n: number): string => (n === 1 ? t`one case` : t`${n} cases`);

function datesOf({ opensAt, dueAt, closesAt, timeZone }: AssignmentFacts, now: Date): string {
  const words = (moment: Date) => momentInWords(moment, timeZone);
  const dates = [
    opensAt > now ? t`It opens on ${words(opensAt)}.` : "",
    dueAt ? t`It is due on ${words(dueAt)}.` : "",
    closesAt && closesAt.getTime() !== dueAt?.getTime() ? t`It closes on ${words(closesAt)}.` : "",
  ];
  return dates.filter(Boolean).join(" ");
}

export function newMessage(facts: AssignmentFacts, now: Date): Message {
  const limit = facts.timeLimitMinutes
    ? t` Once you begin, you have ${facts.timeLimitMinutes} minutes: begin when you can finish.`
    : "";
  const what = `${casesWords(facts.cases)}, ${modeWords(facts.mode).cases}`;
  return {
    notice: t`New assignment: ${facts.name}. ${datesOf(facts, now)}`.trim(),
    subject: t`New assignment: ${facts.name}`,
    body: t`“${facts.name}” was assigned to you: ${what}. ${datesOf(facts, now)}${limit}`,
  };
}

/** @param hours 48 or 24: how much time there is at most */
export function reminderMessage(facts: AssignmentFacts & { answered: number }, hours: number): Message {
  const due = facts.dueAt ? momentInWords(facts.dueAt, facts.timeZone) : "soon";
  const done = t`${facts.answered} of ${casesWords(facts.cases)} answered`;
  return {
    notice: t`${facts.name} is due on ${due}: ${done}.`,
    subject: t`Due within ${hours} hours: ${facts.name}`,
    body: t`“${facts.name}” is due on ${due}. You have ${done}.`,
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
    notice: t`${facts.name} has new dates. ${datesOf(facts, now)}`.trim(),
    subject: t`New dates: ${facts.name}`,
    body: t`The dates of “${facts.name}” have changed. ${datesOf(facts, now)}`.trim(),
  };
}
