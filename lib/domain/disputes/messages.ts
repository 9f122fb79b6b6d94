import { t } from "@/lib/language/t";
import type { Message } from "../notices/message";

/** What a message about a dispute is made of. */
type DisputeFacts = {
  /** The case as its readers know it after the answer: "V01, frame 123". */
  readonly caseName: string;
  /** What the judge says; null for a reader from whom an assignment withholds the case. */
  readonly sentence: string | null;
};

const said = (sentence: string | null): string =>
  sentence === null
    ? t`You see the answer once the results of the assignment with this case are released.`
    : t`The answer: ${sentence}`;

/** To those who may decide: a reference is questioned. */
export function questionedMessage(of: { reader: string; caseName: string; reason: string }): Message {
  return {
    notice: t`${of.reader} questions the reference of ${of.caseName}.`,
    subject: t`Questioned: the reference of ${of.caseName}`,
    body: t`${of.reader} questions the reference of ${of.caseName}: ${of.reason}`,
  };
}

/** To who questioned a reference that was changed. */
export function acceptedMessage({ caseName, sentence }: DisputeFacts): Message {
  return {
    notice: t`Your question about ${caseName} was accepted, and its reference changed.`,
    subject: t`Your question was accepted: ${caseName}`,
    body: `${t`You questioned the reference of ${caseName}. It was changed, and every attempt scored by it was scored anew.`} ${said(sentence)}`,
  };
}

/** To who questioned a reference that stands. */
export function rejectedMessage({ caseName, sentence }: DisputeFacts): Message {
  return {
    notice: t`Your question about ${caseName} was answered: its reference stands.`,
    subject: t`Your question was answered: ${caseName}`,
    body: `${t`You questioned the reference of ${caseName}. It stands.`} ${said(sentence)}`,
  };
}

/** To who questioned a reference that was changed, and to those whose score changes: it was taken back. */
export function undoneMessage({ caseName, sentence }: DisputeFacts): Message {
  return {
    notice: t`The reference of ${caseName} is again what it was before a question changed it.`,
    subject: t`Taken back: the reference of ${caseName}`,
    body: `${t`The reference of ${caseName} was changed after a reader questioned it. That was taken back: the one from before stands again, and answers were scored anew by it.`} ${said(sentence)}`,
  };
}

/** To who would change a reference, where somebody had to agree. */
export function disagreedMessage(caseName: string): Message {
  return {
    notice: t`Your change of the reference of ${caseName} found no agreement, and does not come about.`,
    subject: t`No agreement: the reference of ${caseName}`,
    body: t`You would have changed the reference of ${caseName}. Who had to agree did not. The question is open again.`,
  };
}

/** To those whose agreement a change of a reference needs. */
export function proposedMessage(of: { judge: string; caseName: string; sentence: string }): Message {
  return {
    notice: t`${of.judge} would change the reference of ${of.caseName}: your agreement is asked for.`,
    subject: t`Do you agree? The reference of ${of.caseName}`,
    body: t`${of.judge} would change the reference of ${of.caseName} after a question. This dataset asks for another person’s agreement. The reason: ${of.sentence}`,
  };
}

/** To the other readers whose score changed. */
export function rescoredMessage({ caseName, sentence }: DisputeFacts): Message {
  return {
    notice: t`The reference of ${caseName} was changed, and your answer was scored anew.`,
    subject: t`Scored anew: ${caseName}`,
    body: `${t`The reference of ${caseName} was changed after a reader questioned it, and your answer was scored anew. Your old score is kept beside the new one.`} ${said(sentence)}`,
  };
}
