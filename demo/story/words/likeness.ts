/** Words in a run that is compared. */
const RUN = 5;

/** The runs of five words in a text, without its punctuation and capitals. */
export function runsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\d’-]+/gu) ?? [];
  const count = Math.max(words.length - RUN + 1, 1);
  return new Set(Array.from({ length: count }, (_, index) => words.slice(index, index + RUN).join(" ")));
}

/** The share of the shorter text's runs that the other one has too: 0 (nothing alike) to 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const run of few) if (many.has(run)) shared += 1;
  return shared / few.size;
}
