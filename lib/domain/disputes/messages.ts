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

/** To the other readers whose score changed. */
export function rescoredMessage({ caseName, sentence }: DisputeFacts): Message {
  return {
    notice: t`The reference of ${caseName} was changed, and your answer was scored anew.`,
    subject: t`Scored anew: ${caseName}`,
    body: `${t`The reference of ${caseName} was changed after a reader questioned it, and your answer was scored anew. Your old score is kept beside the new one.`} ${said(sentence)}`,
  };
}
