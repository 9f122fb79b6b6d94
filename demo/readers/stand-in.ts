import type { Box } from "@/lib/domain/geometry";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { RATIONALE_PARTS, type Rationale, rationaleLabels } from "@/lib/domain/rationale";
import { FRAME, type PhaseFacts, phaseOf, type SceneFacts } from "../scene/facts";
import { type Random, seeded } from "../scene/random";
import { composeRationale } from "../text/compose-rationale";
import { goZones } from "../zones/go-zone";

/** One line of a predictions file, as the batch job writes it. */
export type Prediction = {
  readonly video: string;
  readonly frame: number;
  readonly phase: Phase;
  readonly phaseProbabilities: Readonly<Record<Phase, number>> | null;
  readonly box: Box | null;
  readonly rationale: Rationale;
  readonly raw: { readonly turn1: string; readonly turn2: string };
  readonly error: string | null;
};

/** An invented reader: how often it errs, and what it leaves out. */
export type StandIn = {
  readonly name: string;
  /** The chance of a wrong phase. */
  readonly phaseError: number;
  /** The chances of a zone off to one side, and of one far too large. */
  readonly shifted: number;
  readonly tooLarge: number;
  /** Whether it tells the odds that it gave to each phase. */
  readonly tellsOdds: boolean;
  /** Scenes it was never shown, and scenes for which its box could not be read, as "video/frame". */
  readonly leftOut: readonly string[];
  readonly unreadable: readonly string[];
};

/** What a stand-in says of the scenes: their own answers, spoilt by chance. No model has seen anything. */
export function readScenes(reader: StandIn, scenes: readonly SceneFacts[]): Prediction[] {
  return scenes
    .filter((scene) => !reader.leftOut.includes(keyOf(scene)))
    .map((scene) => readScene(reader, scene));
}

function readScene(reader: StandIn, scene: SceneFacts): Prediction {
  const chance = seeded(`${reader.name}/${keyOf(scene)}`);
  const phase = chance.chance(reader.phaseError) ? chance.pick(mistakenFor[phaseOf(scene)]) : phaseOf(scene);
  const taken = misread(takenFor(scene, phase), chance);
  const rationale = composeRationale(taken, reader.name);
  const scaled = toThousandths(spoil(zoneUnder(scene, phase), reader, chance));
  const readable = !reader.unreadable.includes(keyOf(scene));
  return {
    video: scene.procedure.video,
    frame: scene.frame,
    phase,
    phaseProbabilities: reader.tellsOdds ? oddsFor(phase, phaseOf(scene), chance) : null,
    box: readable ? fromThousandths(scaled) : null,
    rationale,
    raw: { turn1: phase, turn2: answerText(rationale, readable ? scaled : scaled.slice(0, 2)) },
    error: readable
      ? null
      : "Turn 2: no box could be read from the answer (bbox_2d has two numbers, not four).",
  };
}

function keyOf({ procedure, frame }: SceneFacts): string {
  return `${procedure.video}/${frame}`;
}

/** The neighbours in time, as the paper's transitions have it, come first. */
const mistakenFor: Readonly<Record<Phase, readonly [Phase, ...Phase[]]>> = {
  A: ["B"],
  B: ["A", "C"],
  C: ["B", "B", "D"],
  D: ["C"],
};

const imagined: Readonly<Record<Phase, PhaseFacts>> = {
  A: { phase: "A", adhesions: false, instrument: "hook" },
  B: { phase: "B", opened: 0.5, instrument: "hook" },
  C: { phase: "C", duct: "bare", artery: "bare", at: null, instrument: null },
  D: { phase: "D", freed: 0.5, instrument: "hook" },
};

/** The scene as one would describe it who takes it for another phase. */
function takenFor(scene: SceneFacts, phase: Phase): SceneFacts {
  return phase === phaseOf(scene) ? scene : { ...scene, state: imagined[phase] };
}

/** The zone that goes with the phase: that of the same anatomy where it is in view, else the scene's own. */
function zoneUnder(scene: SceneFacts, phase: Phase): Box {
  const inView = phase !== "D" && phaseOf(scene) !== "D";
  const [first] = goZones(inView ? takenFor(scene, phase) : scene);
  if (!first) throw new Error("A scene has a zone.");
  return first;
}

/** One thing in three is seen wrong: plausible, and not what was drawn. */
function misread(scene: SceneFacts, chance: Random): SceneFacts {
  const { procedure } = scene;
  switch (chance.whole(0, 5)) {
    case 0:
      return {
        ...scene,
        procedure: { ...procedure, commonDuct: procedure.commonDuct === "hidden" ? "visible" : "hidden" },
      };
    case 1:
      return { ...scene, traction: scene.traction === "firm" ? "slack" : "firm" };
    case 2:
      return {
        ...scene,
        procedure: { ...procedure, duct: procedure.duct === "long" ? "short" : "long", artery: "close" },
      };
    default:
      return scene;
  }
}

function spoil([x1, y1, x2, y2]: Box, { shifted, tooLarge }: StandIn, chance: Random): Box {
  const [width, height] = [x2 - x1, y2 - y1];
  const shake = (size: number) => size * chance.between(-0.13, 0.13);
  const fault = chance.next();
  const away = fault < shifted ? chance.between(0.55, 1.15) : 0;
  const angle = chance.between(0, Math.PI * 2);
  const grow = fault >= shifted && fault < shifted + tooLarge ? chance.between(0.5, 0.9) : 0;
  const [dx, dy] = [away * width * Math.cos(angle), away * height * Math.sin(angle)];
  return [
    x1 + dx - grow * width + shake(width),
    y1 + dy - grow * height + shake(height),
    x2 + dx + grow * width + shake(width),
    y2 + dy + grow * height + shake(height),
  ];
}

/** Grounding models answer in thousandths of the picture. */
function toThousandths([x1, y1, x2, y2]: Box): [number, number, number, number] {
  const share = (value: number, size: number) => Math.round(Math.min(Math.max(value / size, 0), 1) * 1000);
  return [share(x1, FRAME.width), share(y1, FRAME.height), share(x2, FRAME.width), share(y2, FRAME.height)];
}

function fromThousandths([x1, y1, x2, y2]: readonly [number, number, number, number]): Box {
  const pixels = (share: number, size: number) => Math.round(share * size) / 1000;
  return [
    pixels(x1, FRAME.width),
    pixels(y1, FRAME.height),
    pixels(x2, FRAME.width),
    pixels(y2, FRAME.height),
  ];
}

/** Most for what it chose; when that is wrong, more for the right one than for the rest. Sums to 1. */
function oddsFor(chosen: Phase, right: Phase, chance: Random): Record<Phase, number> {
  const weight = (phase: Phase): number => {
    if (phase === chosen) return chosen === right ? chance.between(3, 16) : chance.between(1.4, 3);
    return phase === right ? chance.between(0.7, 1.2) : chance.between(0.05, 0.5);
  };
  const weights = PHASES.map((phase) => [phase, weight(phase)] as const);
  const sum = weights.reduce((total, [, value]) => total + value, 0);
  const shares = weights.map(([phase, value]) => [phase, Math.round((value / sum) * 10_000)] as const);
  const rest = 10_000 - shares.reduce((total, [, value]) => total + value, 0);
  const odds: Record<Phase, number> = { A: 0, B: 0, C: 0, D: 0 };
  for (const [phase, value] of shares) odds[phase] = (value + (phase === chosen ? rest : 0)) / 10_000;
  return odds;
}

function answerText(rationale: Rationale, box: readonly number[]): string {
  const parts = RATIONALE_PARTS.map((part) => `${rationaleLabels[part]}: ${rationale[part]}`);
  return `${parts.join("\n")}\n\n\`\`\`json\n{"bbox_2d": [${box.join(", ")}], "label": "Go Zone"}\n\`\`\``;
}
