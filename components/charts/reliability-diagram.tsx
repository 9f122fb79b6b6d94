import { clsx } from "clsx";
import { inContext, t } from "@/lib/language/t";
import { formatCount, formatPercent, formatPercentOf, formatShare } from "@/lib/words/figures";

type ReliabilityPoint = {
  readonly key: string;
  readonly n: number;
  /** Means of the bin, 0 to 1: how sure, and how often right. */
  readonly sure: number;
  readonly right: number;
};

type ReliabilityDiagramProps = {
  /** What it shows, for those who can't see it. */
  label: string;
  /** What is sure, below the axis. */
  sureOf: string;
  points: readonly ReliabilityPoint[];
  tone: "model" | "cohort" | "you";
};

/** In units of the drawing, which is as wide as it is high. */
const SIDE = 200;
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

/** A label below a dot lower than this would lie on the axis. */
const NEAR_THE_AXIS = 0.08;

const fills = { model: "fill-model", cohort: "fill-cohort", you: "fill-you" } as const;
const strokes = { model: "stroke-model", cohort: "stroke-cohort", you: "stroke-you" } as const;

const x = (share: number): number => SIDE * share;
const y = (share: number): number => SIDE * (1 - share);

/** How often right by how sure: on the dashed line both are the same. A dot's area tells its n, written beside it. */
export function ReliabilityDiagram({ label, sureOf, points, tone }: ReliabilityDiagramProps) {
  const most = Math.max(1, ...points.map(({ n }) => n));
  return (
    <svg
      role="img"
      aria-label={t`${label}; the same figures stand in its table`}
      viewBox="-28 -14 242 242"
      className="w-full max-w-96 break-inside-avoid text-muted"
      fontSize={7.5}
    >
      {TICKS.map((tick) => (
        <g key={tick}>
          <path d={`M0 ${y(tick)}H${SIDE}`} className="stroke-line" />
          <text x={-4} y={y(tick) + 2.5} textAnchor="end" fill="currentColor">
            {formatPercent(tick, 0)}
          </text>
          <text x={x(tick)} y={SIDE + 11} textAnchor="middle" fill="currentColor">
            {formatPercent(tick, 0)}
          </text>
        </g>
      ))}
      <path d={`M0 ${SIDE}H${SIDE}`} className="stroke-line-strong" />
      <path d={`M0 ${SIDE}L${SIDE} 0`} className="stroke-line-strong" strokeDasharray="3 3" />
      <text x={SIDE / 2} y={SIDE + 22} textAnchor="middle" fill="currentColor">
        {sureOf}
      </text>
      <text x={-24} y={-7} fill="currentColor">{inContext("an axis: the share that was right")`right`}</text>
      <polyline
        points={points.map(({ sure, right }) => `${x(sure)},${y(right)}`).join(" ")}
        fill="none"
        strokeWidth={1}
        strokeOpacity={0.6}
        className={strokes[tone]}
      />
      {points.map(({ key, sure, right, n }) => {
        const radius = Math.max(1.6, 7 * Math.sqrt(n / most));
        return (
          <g key={key}>
            <circle cx={x(sure)} cy={y(right)} r={radius} className={clsx(fills[tone], "stroke-paper")}>
              <title>{t`n = ${n}: sure ${formatPercentOf(sure, n)}, right ${formatShare(right, n)}`}</title>
            </circle>
            {/* A label between its dot and the diagonal would cover the line: each stands on the other side of its dot. */}
            <text
              x={x(sure)}
              y={right >= sure || right < NEAR_THE_AXIS ? y(right) - radius - 2.5 : y(right) + radius + 7}
              textAnchor="middle"
              fontSize={6}
              fill="currentColor"
              stroke="var(--paper)"
              strokeWidth={1.5}
              paintOrder="stroke"
            >
              {formatCount(n)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
