import { type Place, type Problem, warning } from "@/lib/resgo/problem";

/** Counts what many frames have in common, so that it is told once. */
export function startTally() {
  const counts = new Map<string, { place: Place; say: (count: number) => string; count: number }>();
  return {
    /** @param kind what is alike is counted together, file by file */
    count(place: Place, say: (count: number) => string, kind: string, by = 1): void {
      const key = JSON.stringify([place.file ?? null, kind]);
      const one = counts.get(key);
      if (one) one.count += by;
      else counts.set(key, { place, say, count: by });
    },
    problems: (): Problem[] =>
      [...counts.values()].map(({ place, say, count }) => warning(place, say(count))),
  };
}
