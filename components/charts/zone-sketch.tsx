import type { ZoneOutcome } from "@/lib/domain/scoring/failure";

/** Each outcome's letter in a matrix, and where your box stands to the reference's in the sketch. */
const outcomeMarks: Readonly<
  Record<ZoneOutcome, { letter: string; box: readonly [x: number, y: number, width: number, height: number] }>
> = {
  hit: { letter: "P", box: [11, 7, 18, 14] },
  shifted: { letter: "S", box: [17, 12, 18, 14] },
  "too-large": { letter: "L", box: [3, 2, 34, 26] },
  "too-small": { letter: "T", box: [14, 11, 7, 6] },
  missed: { letter: "M", box: [27, 19, 11, 9] },
};

/** An outcome's letter; a question mark for one that only a newer server knows. */
export const letterOf = (outcome: ZoneOutcome): string => outcomeMarks[outcome]?.letter ?? "?";

/** A zone's outcome as a sketch: the reference in dashes, yours solid. The word stands beside it. */
export function ZoneSketch({ outcome }: { outcome: ZoneOutcome }) {
  const [x, y, width, height] = outcomeMarks[outcome].box;
  return (
    <svg aria-hidden viewBox="0 0 40 30" fill="none" className="h-7.5 w-10 shrink-0" strokeWidth="1.6">
      <rect x="9" y="6" width="17" height="14" className="stroke-reference" strokeDasharray="4 2.4" />
      <rect x={x} y={y} width={width} height={height} className="stroke-you" />
    </svg>
  );
}
