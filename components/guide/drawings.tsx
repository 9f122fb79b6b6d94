import type { ReactNode } from "react";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";
import type { Term } from "@/lib/words/terms";
import { readerColor } from "../viewer/reader-lines";

type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const Reference = (place: Place) => (
  <rect {...place} className="stroke-reference" strokeWidth={2} strokeDasharray="7 4" />
);
const You = (place: Place) => <rect {...place} className="stroke-you" strokeWidth={2} />;
/** What two boxes share. */
const Shared = (place: Place) => <rect {...place} className="fill-you/25" />;

/** Between two strokes of a hatching. */
const STEP = 7;

/** What must not be touched: hatched from corner to corner. */
function NoGo({ x, y, width, height }: Place) {
  const strokes = Array.from({ length: Math.floor((width + height) / STEP) }, (_, index) => {
    const at = (index + 1) * STEP;
    const from = `${x + Math.max(0, at - height)} ${y + Math.min(at, height)}`;
    return `M${from}L${x + Math.min(at, width)} ${y + Math.max(0, at - width)}`;
  });
  return (
    <g fill="none" stroke={readerColor["no-go"]}>
      <path d={strokes.join("")} strokeWidth={1.5} />
      <rect x={x} y={y} width={width} height={height} strokeWidth={1.25} />
    </g>
  );
}

/** A drawing of 120 × 80. What it shows stands in words beside it, or is its name. */
function Drawing({ name, children }: { name: string; children: ReactNode }) {
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox="0 0 120 80"
      fill="none"
      className="h-auto w-full max-w-60 overflow-visible"
    >
      {children}
    </svg>
  );
}

/** Two boxes whose IoU is just a hit: of equal size, they share two fifths of each. */
export function JustAHit() {
  return (
    <Drawing name={t`Two boxes of the same size that share two fifths of each: an IoU of ${HIT_IOU}.`}>
      <Shared x={50} y={18} width={24} height={44} />
      <Reference x={14} y={18} width={60} height={44} />
      <You x={50} y={18} width={60} height={44} />
    </Drawing>
  );
}

const zone = { x: 42, y: 24, width: 36, height: 30 };

/** A phase that is right or wrong, under a zone that lies on the reference: which of the two is a hit. */
function Outcome({ y, right }: { y: number; right: boolean }) {
  const mark = right ? `M14 ${y + 12}l5 5 9-10` : `M14 ${y + 7}l12 12m0-12l-12 12`;
  return (
    <>
      <path d={mark} className="stroke-ink" strokeWidth={2} strokeLinecap="round" strokeLinejoin="round" />
      <Reference x={42} y={y + 3} width={26} height={20} />
      <You x={44} y={y + 5} width={26} height={20} />
      <path d={`M80 ${y + 13}h10m-4-4l4 4-4 4`} className="stroke-line-strong" strokeWidth={1.5} />
      <circle
        cx={105}
        cy={y + 13}
        r={6}
        className={right ? "fill-ink stroke-ink" : "stroke-ink"}
        strokeWidth={2}
      />
    </>
  );
}

/** Why a wrong phase fails a case. */
export function WrongPhaseFails() {
  return (
    <Drawing
      name={t`Two answers with the same good zone: under the right phase it is a hit, under a wrong one it is none.`}
    >
      <Outcome y={8} right />
      <Outcome y={46} right={false} />
    </Drawing>
  );
}

const drawings: Readonly<Record<Term, () => ReactNode>> = {
  "go-zone": () => (
    <Drawing name={t`A dashed box in a frame, beside a hatched region that must not be touched.`}>
      <rect x={4} y={6} width={112} height={68} rx={3} className="stroke-line-strong" strokeWidth={1.5} />
      <NoGo x={82} y={16} width={26} height={48} />
      <Reference {...zone} />
    </Drawing>
  ),
  iou: JustAHit,
  "centre-distance": () => (
    <Drawing name={t`The line between the centres of two boxes, beside the frame’s diagonal.`}>
      <rect x={4} y={6} width={112} height={68} rx={3} className="stroke-line-strong" strokeWidth={1.5} />
      <path d="M4 74L116 6" className="stroke-line-strong" strokeWidth={1} strokeDasharray="2 3" />
      <Reference x={18} y={16} width={40} height={26} />
      <You x={54} y={34} width={40} height={26} />
      <path d="M38 29L74 47" className="stroke-ink" strokeWidth={2} />
      <circle cx={38} cy={29} r={2.5} className="fill-ink" />
      <circle cx={74} cy={47} r={2.5} className="fill-ink" />
    </Drawing>
  ),
  hardcore: WrongPhaseFails,
  conditioned: () => (
    <Drawing name={t`Five answers, of which the two with a wrong phase are left out.`}>
      {[true, false, true, true, false].map((right, index) => {
        const x = 6 + index * 23;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: they stand in a row that never changes
          <g key={index} opacity={right ? 1 : 0.35}>
            <Reference x={x} y={30} width={14} height={12} />
            <You x={x + 2} y={33} width={14} height={12} />
            {!right && <path d={`M${x - 2} 56l20-38`} className="stroke-ink" strokeWidth={1.5} />}
          </g>
        );
      })}
    </Drawing>
  ),
  contact: () => (
    <Drawing name={t`A zone of which a part lies on a hatched region.`}>
      <NoGo x={70} y={12} width={44} height={56} />
      <rect x={70} y={26} width={18} height={32} className="fill-you/25" />
      <You x={24} y={26} width={64} height={32} />
    </Drawing>
  ),
};

/** What a term means, drawn. */
export function TermDrawing({ term }: { term: Term }) {
  const Drawn = drawings[term];
  return <Drawn />;
}
