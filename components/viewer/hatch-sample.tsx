import { readerColor } from "./reader-lines";

type HatchSampleProps = { x: number; y: number; width: number; height: number };

/** Between two strokes, in CSS pixels. */
const STEP = 5;

/** A small piece of the hatching that lies on No-Go regions, in CSS pixels: for legends and labels. */
export function HatchSample({ x, y, width, height }: HatchSampleProps) {
  const strokes = Array.from(
    { length: Math.floor((width - height) / STEP) + 1 },
    (_, stroke) => x + stroke * STEP,
  );
  const d = strokes.map((from) => `M${from} ${y + height}l${height} ${-height}`).join("");
  return (
    <g fill="none" stroke={readerColor["no-go"]}>
      <path d={d} strokeWidth={1.5} />
      <rect x={x} y={y} width={width} height={height} strokeWidth={1} />
    </g>
  );
}
