import { agreementAbout, type MarkedReason } from "./agreement";
import { REASON_PARTS } from "./reason";
import type { ReasonResults } from "./views";

type WithReasons = {
  readonly id: string;
  readonly lockedAt: Date;
  readonly reasons: readonly MarkedReason[];
};

/** What an assignment's readers wrote, in figures; null where nobody wrote anything. */
export function reasonResultsOf(answers: readonly WithReasons[]): ReasonResults | null {
  const reasons = answers.flatMap((answer) => answer.reasons);
  if (reasons.length === 0) return null;
  const unmarked = answers
    .filter((answer) => answer.reasons.some(({ faculty }) => faculty === null))
    .toSorted((a, b) => +a.lockedAt - +b.lockedAt || (a.id < b.id ? -1 : 1));
  return {
    parts: REASON_PARTS.map((part) => {
      const of = reasons.filter((reason) => reason.part === part);
      return {
        ...agreementAbout(part, of),
        written: of.length,
        byReaders: of.filter(({ reader }) => reader !== null).length,
        byFaculty: of.filter(({ faculty }) => faculty !== null).length,
      };
    }),
    unmarked: unmarked[0] ? { n: unmarked.length, attemptId: unmarked[0].id } : null,
  };
}
