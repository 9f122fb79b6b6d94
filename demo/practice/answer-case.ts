import { type Box, clipBox, type Size } from "@/lib/domain/geometry";
import { PHASES, type Phase } from "@/lib/domain/phases";
import type { RandomNumbers } from "@/lib/domain/statistics/random";
import { type DemoResident, FAILINGS } from "./residents";

/** A case as whoever invents an answer to it must know it. */
export type KnownCase = Size & {
  readonly phase: Phase;
  readonly boxes: readonly Box[];
  /** 0 easy, 1 hard. */
  readonly difficulty: number;
};

type InventedAnswer = {
  readonly phase: Phase;
  readonly phaseConfidence: number;
  /** Natural pixels, inside the frame. */
  readonly box: Box;
  readonly zoneConfidence: number;
  readonly elapsedMs: number;
};

/** What a reader can choose from on the page. */
const CONFIDENCES = [0.25, 0.5, 0.75, 1] as const;

/**
 * An answer as the resident might give it.
 *
 * @param learned 0 in the first week, 1 in the last
 */
export function answerCase(
  resident: DemoResident,
  known: KnownCase,
  learned: number,
  random: RandomNumbers,
): InventedAnswer {
  const ease = 0.22 * (0.5 - known.difficulty);
  const knowsPhase = chance(resident.phase + resident.gain * learned + ease);
  const knowsZone = chance(resident.zone + resident.gain * learned + ease);
  const rightPhase = random() < knowsPhase;
  const rightZone = random() < knowsZone;
  const target = known.boxes[Math.floor(random() * known.boxes.length)]!;
  const how = rightZone ? "hit" : random() < 0.65 ? resident.habit : pick(FAILINGS, random);
  return {
    phase: rightPhase ? known.phase : mistaken(known.phase, random),
    phaseConfidence: said(knowsPhase + resident.overconfidence, random),
    box: placed(target, how, known, random),
    zoneConfidence: said(knowsZone + resident.overconfidence, random),
    elapsedMs: Math.round(1000 * (9 + 30 * random() ** 2 + 10 * known.difficulty)),
  };
}

const chance = (value: number): number => Math.min(0.96, Math.max(0.08, value));

const pick = <T>(from: readonly T[], random: RandomNumbers): T => from[Math.floor(random() * from.length)]!;

/** Neighbouring phases are taken for each other. */
function mistaken(phase: Phase, random: RandomNumbers): Phase {
  const at = PHASES.indexOf(phase);
  const step = random() < 0.5 ? -1 : 1;
  return PHASES[at + step] ?? PHASES[at - step]!;
}

function said(sure: number, random: RandomNumbers): number {
  const heard = sure + 0.3 * (random() - 0.5);
  return CONFIDENCES.reduce((best, one) => (Math.abs(one - heard) < Math.abs(best - heard) ? one : best));
}

/** A box that lies by the target as the outcome's name says, more or less. */
function placed(target: Box, how: DemoResident["habit"] | "hit", frame: Size, random: RandomNumbers): Box {
  const [width, height] = [target[2] - target[0], target[3] - target[1]];
  const around = (spread: number): number => spread * (2 * random() - 1);
  const scale =
    how === "too-large" ? 2.3 + random() : how === "too-small" ? 0.3 + 0.12 * random() : 1 + around(0.18);
  const away = how === "shifted" ? 0.7 + 0.2 * random() : how === "missed" ? 1.6 + random() : 0;
  const angle = 2 * Math.PI * random();
  const jitter = how === "hit" ? 0.14 : 0.06;
  const middle = {
    x: (target[0] + target[2]) / 2 + width * (away * Math.cos(angle) + around(jitter)),
    y: (target[1] + target[3]) / 2 + height * (away * Math.sin(angle) + around(jitter)),
  };
  const half = { x: (width * scale) / 2, y: (height * scale) / 2 };
  const drawn: Box = [middle.x - half.x, middle.y - half.y, middle.x + half.x, middle.y + half.y];
  // A zone pushed out of the frame is drawn at its opposite corner instead: missed all the more.
  const clipped = clipBox(drawn, frame) ?? [
    0.05 * frame.width,
    0.05 * frame.height,
    0.2 * frame.width,
    0.2 * frame.height,
  ];
  return clipped.map((edge) => Math.round(edge * 10) / 10) as unknown as Box;
}
