import type { Why } from "@/lib/domain/practice/why";
import { whyWords } from "@/lib/words/misses";

/** Why the case came, in a line under the sentence of its result. */
export function WhyItCame({ why }: { why: Why }) {
  const words = whyWords(why);
  return words && <p className="-mt-3 text-muted text-sm">{words}</p>;
}
