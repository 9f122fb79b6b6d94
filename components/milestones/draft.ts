import { type Milestone, type MilestoneFigure, milestoneSchema } from "@/lib/domain/milestones/milestone";
import { t } from "@/lib/language/t";

/** A milestone as it is being edited: levels as they were typed, "40, 55, 70". */
export type MilestoneDraft = {
  /** Tells rows apart while they move. */
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly figure: MilestoneFigure;
  readonly levels: string;
};

/** Shares are typed in %, the others as they are. */
const isShare = (figure: MilestoneFigure): boolean => figure === "acc" || figure === "ha25";

export const levelUnit = (figure: MilestoneFigure): string => (isShare(figure) ? "%" : t`0 to 1`);

export function toDraft(milestone: Milestone, key: string): MilestoneDraft {
  const scale = isShare(milestone.figure) ? 100 : 1;
  const levels = milestone.levels.map((level) => String(Number((level * scale).toPrecision(10)))).join(", ");
  return { ...milestone, key, levels };
}

/** The milestone of a draft, or what is wrong with it in a sentence. */
export function readDraft(
  draft: MilestoneDraft,
): { readonly milestone: Milestone } | { readonly problem: string } {
  const scale = isShare(draft.figure) ? 100 : 1;
  // A comma parts levels, so that a decimal comma would be read as two: a semicolon parts them too.
  const levels = draft.levels
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map((level) => Number(level.replace("%", "")) / scale);
  const { code, name, figure } = draft;
  const parsed = milestoneSchema.safeParse({ code, name, figure, levels });
  if (parsed.success) return { milestone: parsed.data };
  const [issue] = parsed.error.issues;
  if (!levels.every(Number.isFinite)) return { problem: t`A level is a number.` };
  if (issue?.path[0] === "levels" && levels.some((level) => level < 0 || level > 1)) {
    return { problem: isShare(figure) ? t`A level lies from 0 to 100 %.` : t`A level lies from 0 to 1.` };
  }
  return { problem: issue?.message ?? t`Something is not right.` };
}

/** A row moved up or down; the same rows where it can't be. */
export function moveDraft(
  drafts: readonly MilestoneDraft[],
  from: number,
  by: -1 | 1,
): readonly MilestoneDraft[] {
  const to = from + by;
  if (to < 0 || to >= drafts.length) return drafts;
  const moved = [...drafts];
  [moved[from], moved[to]] = [moved[to]!, moved[from]!];
  return moved;
}
