import type { ResultCell } from "@/lib/domain/results/views";
import { ZONE_OUTCOMES, zoneOutcomeNames } from "@/lib/domain/scoring/failure";
import { NO_ZONE } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { letterOf } from "../charts/zone-sketch";

type MarkProps = { of: Pick<ResultCell, "state" | "phase" | "zone" | "late" | "repeat"> };

const SQUARE = "M4 4H20V20H4Z";
const DIAMOND = "M12 1.5 22.5 12 12 22.5 1.5 12Z";

/**
 * An answer at a glance: a disc is a hit, a square a wrong zone, a diamond a wrong phase; the letter says how the zone
 * went. What it says in words stands beside it for those who can't see it.
 */
export function ResultMark({ of: { state, phase, zone, late, repeat } }: MarkProps) {
  const isHit = state === "scored" && zone === "hit" && phase !== "wrong";
  const shape = phase === "wrong" ? DIAMOND : SQUARE;
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="mx-auto block size-6">
      {state === "none" && <circle cx={12} cy={12} r={1.5} className="fill-line-strong" />}
      {state === "open" &&
        [6, 12, 18].map((x) => <circle key={x} cx={x} cy={12} r={1.75} className="fill-muted" />)}
      {isHit && <circle cx={12} cy={12} r={7.5} className="fill-good" />}
      {!isHit && (state === "scored" || state === "no-zone") && (
        <>
          <path
            d={shape}
            fill="none"
            strokeWidth={1.5}
            className={phase === "wrong" ? "stroke-caution" : "stroke-ink"}
            {...(state === "no-zone" && { strokeDasharray: "3 2.5" })}
          />
          <text
            x={12}
            y={16}
            textAnchor="middle"
            fontSize={11}
            fontWeight={600}
            className={phase === "wrong" ? "fill-caution" : "fill-ink"}
          >
            {state === "no-zone" ? "N" : letterOf(zone ?? NO_ZONE.outcome)}
          </text>
        </>
      )}
      {late && <path d="M17 0H24V7Z" className="fill-danger" />}
      {repeat && <path d="M2 23.25H22" strokeWidth={1.5} strokeDasharray="2 2" className="stroke-muted" />}
    </svg>
  );
}

const plain = { state: "scored", phase: "right", zone: "hit", late: false, repeat: false } as const;

const outcomes = ZONE_OUTCOMES.map((zone) => ({ name: zoneOutcomeNames[zone], of: { ...plain, zone } }));

const legend: readonly { readonly name: string; readonly of: MarkProps["of"] }[] = [
  ...outcomes,
  { name: t`only the phase wrong`, of: { ...plain, phase: "wrong" } },
  {
    name: t`phase wrong too; the letters as before`,
    of: { ...plain, phase: "wrong", zone: NO_ZONE.outcome },
  },
  { name: t`no zone drawn`, of: { ...plain, state: "no-zone" } },
  { name: t`being answered`, of: { ...plain, state: "open" } },
  { name: t`not begun`, of: { ...plain, state: "none" } },
  { name: t`late`, of: { ...plain, late: true } },
  { name: t`known before`, of: { ...plain, repeat: true } },
];

/** What the marks of the matrix mean. */
export function MarkLegend() {
  return (
    <ul
      className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs"
      aria-label={t`What the marks mean`}
    >
      {legend.map(({ name, of }) => (
        <li key={name} className="flex items-center gap-1.5">
          <ResultMark of={of} />
          {name}
        </li>
      ))}
    </ul>
  );
}
