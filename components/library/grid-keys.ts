/** What a key does in the grid of cases. */
type GridMove =
  | { readonly to: number; readonly extend: boolean }
  | { readonly action: "open" | "select" | "select-all" | "clear" };

type Press = { readonly key: string; readonly shiftKey: boolean; readonly mod: boolean };

/** Cases that Page up and Page down pass over, in rows. */
const PAGE_ROWS = 3;

/** Reads a key press: where it leads from a case, or what it does; null for keys that are not the grid's. */
export function readGridKey(
  { key, shiftKey, mod }: Press,
  at: number,
  { count, columns }: { readonly count: number; readonly columns: number },
): GridMove | null {
  if (mod) return key.toLowerCase() === "a" ? { action: "select-all" } : null;
  if (key === "Enter" || key === " ") return { action: "open" };
  if (key === "x" || key === "X") return { action: "select" };
  if (key === "Escape") return { action: "clear" };
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * PAGE_ROWS,
    PageDown: columns * PAGE_ROWS,
    Home: -at,
    End: count - 1 - at,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  const aim = at + step;
  // A row further than there is leads to the last case, or stays: never round the end.
  const to =
    aim < 0 ? (key === "PageUp" ? 0 : at) : aim >= count ? (columns > 1 && step > 1 ? count - 1 : at) : aim;
  return { to, extend: shiftKey };
}
