import { locale } from "./language";

const kinds = {
  ",": { type: "conjunction", style: "narrow" },
  and: { type: "conjunction" },
  or: { type: "disjunction" },
} as const satisfies Record<string, Intl.ListFormatOptions>;

/** Things after one another in the language of this installation: "a, b, c", "a, b and c" or "a, b or c". */
export function inList(things: readonly string[], joinedBy: keyof typeof kinds): string {
  return new Intl.ListFormat(locale(), kinds[joinedBy]).format(things);
}
