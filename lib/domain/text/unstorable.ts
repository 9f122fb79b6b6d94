/** What no text holds: control characters but tabs and ends of lines, and halves of a character (lone surrogates). */
const UNSTORABLE = /[^\P{Cc}\t\n\r]|\p{Surrogate}/u;

/** Where a text holds what can't be stored. */
export type Unstorable = {
  /** As fields are named in a problem: "rationale.location", "boxes.0". Empty for the value itself. */
  readonly path: string;
  /** What stands before it, for one who can't see it. */
  readonly before: string;
};

/** The first text within a value, names of its keys included, that can't be stored; null where there is none. */
export function findUnstorable(value: unknown, path = ""): Unstorable | null {
  if (typeof value === "string") {
    const at = value.search(UNSTORABLE);
    return at < 0 ? null : { path, before: value.slice(Math.max(0, at - 20), at) };
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, each] of Object.entries(value)) {
    const inKey = findUnstorable(key, path);
    const found = inKey ?? findUnstorable(each, path === "" ? key : `${path}.${key}`);
    if (found) return found;
  }
  return null;
}
