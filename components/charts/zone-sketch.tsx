import type { ZoneOutcome } from "@/lib/domain/scoring/failure";

/** Where your box stands to the reference's, as [x, y, width, height] in the sketch. */
const boxes: Readonly<Record<ZoneOutcome, readonly [number, number, number, number]>> = {
  hit: [11, 7, 18, 14],
  shifted: [17, 12, 18, 14],
  "too-large": [3, 2, 34, 26],
  "too-small": [14, 11, 7, 6],
  missed: [27, 19, 11, 9],
};

/** A zone's outcome as a sketch: the reference in dashes, yours solid. The word stands beside it. */
export function ZoneSketch({ outcome }: { outcome: ZoneOutcome }) {
  const [x, y, width, height] = boxes[outcome];
  return (
    <svg aria-hidden viewBox="0 0 40 30" fill="none" className="h-7.5 w-10 shrink-0" strokeWidth="1.6">
      <rect x="9" y="6" width="17" height="14" className="stroke-reference" strokeDasharray="4 2.4" />
      <rect x={x} y={y} width={width} height={height} className="stroke-you" />
    </svg>
  );
}
