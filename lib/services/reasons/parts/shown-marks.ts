import type { ReasonGrade, ReasonSide } from "@/lib/domain/reasons/reason";
import type { ShownMarks } from "@/lib/domain/reasons/views";

/** A part's marks as a side sees them: the other's not before its own is given. */
export function toShownMarks(
  marks: readonly { readonly side: ReasonSide; readonly grade: ReasonGrade }[],
  side: ReasonSide,
): ShownMarks {
  const mark = marks.find((each) => each.side === side)?.grade ?? null;
  const other = marks.find((each) => each.side !== side)?.grade ?? null;
  return { mark, other: mark && other };
}
