import { locale } from "./language";

const kinds = {
  ",": { type: "conjunction", style: "narrow" },
  and: { type: "conjunction" },
  or: { type: "disjunction" },
} as const satisfies Record<string, Intl.ListFormatOptions>;

const formats = new Map<string, Intl.ListFormat>();

/** Things after one another in the language of this installation: "a, b, c", "a, b and c" or "a, b or c". */
export function inList(things: readonly string[], joinedBy: keyof typeof kinds): string {
  const key = `${locale()} ${joinedBy}`;
  // Making one takes far longer than using it.
  const format = formats.get(key) ?? new Intl.ListFormat(locale(), kinds[joinedBy]);
  formats.set(key, format);
  return format.format(things);
}
