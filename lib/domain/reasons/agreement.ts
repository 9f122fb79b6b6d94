import { weightedKappa } from "../statistics/weighted-kappa";
import { REASON_GRADES, REASON_PARTS, type ReasonMark, type ReasonPart } from "./reason";
import type { MarkAgreement } from "./views";

/** A text of a reader's with the marks that it has. */
export type MarkedReason = {
  readonly part: ReasonPart;
  readonly reader: ReasonMark | null;
  readonly faculty: ReasonMark | null;
};

/** How far readers and faculty agree about a part, each by the last mark given before the other's could be seen. */
export function agreementAbout(part: ReasonPart, reasons: readonly MarkedReason[]): MarkAgreement {
  const pairs = reasons.flatMap(({ part: of, reader, faculty }) =>
    of === part && reader && faculty ? [[stepOf(reader), stepOf(faculty)] as const] : [],
  );
  const same = pairs.filter(([reader, faculty]) => reader === faculty).length;
  return {
    part,
    n: pairs.length,
    same: pairs.length === 0 ? null : same / pairs.length,
    kappa: weightedKappa(pairs),
  };
}

/** The same of each part that both sides have marked somewhere. */
export const agreements = (reasons: readonly MarkedReason[]): MarkAgreement[] =>
  REASON_PARTS.map((part) => agreementAbout(part, reasons)).filter(({ n }) => n > 0);

const stepOf = ({ blindGrade }: ReasonMark): number => REASON_GRADES.indexOf(blindGrade);
