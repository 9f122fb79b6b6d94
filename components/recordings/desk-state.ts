import { type Cut, type CutAction, changeCut } from "@/lib/domain/recordings/cut";
import type { Stretch } from "@/lib/domain/recordings/sampling";

/** How many changes can be undone. */
const HISTORY = 200;

/** What is decided about a recording, and where a person stands in its strip. */
export type Desk = {
  readonly cut: Cut;
  readonly past: readonly Cut[];
  readonly future: readonly Cut[];
  /** The sample that is looked at. */
  readonly cursor: number;
  /** The other end of what is chosen; null where that is the one sample. */
  readonly anchor: number | null;
};

export type DeskAction =
  | { readonly type: "cut"; readonly change: CutAction }
  | { readonly type: "undo" }
  | { readonly type: "redo" }
  /** `extend`: what is chosen reaches from where it began to there. */
  | { readonly type: "go"; readonly to: number; readonly extend: boolean };

export const newDesk = (cut: Cut, cursor = 0): Desk => ({ cut, past: [], future: [], cursor, anchor: null });

/** What is chosen. */
export function chosenOf({ cursor, anchor }: Pick<Desk, "cursor" | "anchor">): Stretch {
  const other = anchor ?? cursor;
  return { from: Math.min(cursor, other), to: Math.max(cursor, other) };
}

export function changeDesk(desk: Desk, action: DeskAction): Desk {
  switch (action.type) {
    case "cut": {
      const cut = changeCut(desk.cut, action.change);
      if (cut === desk.cut) return desk;
      return { ...desk, cut, past: [...desk.past, desk.cut].slice(-HISTORY), future: [] };
    }
    case "undo": {
      const before = desk.past.at(-1);
      if (!before) return desk;
      return { ...desk, cut: before, past: desk.past.slice(0, -1), future: [desk.cut, ...desk.future] };
    }
    case "redo": {
      const [next, ...future] = desk.future;
      if (!next) return desk;
      return { ...desk, cut: next, past: [...desk.past, desk.cut], future };
    }
    case "go": {
      const cursor = Math.max(0, action.to);
      return { ...desk, cursor, anchor: action.extend ? (desk.anchor ?? desk.cursor) : null };
    }
  }
}
