import { createHash } from "node:crypto";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";

/** What the stand-in knows of a frame: it follows from the picture's bytes and the seed alone. */
type StandInAnswer = {
  readonly phase: Phase;
  /** Thousandths of the frame's sides, whole numbers. */
  readonly box: readonly [x1: number, y1: number, x2: number, y2: number];
  readonly rationale: Rationale;
};

/** A way to answer, or not to. The words of a well-behaved answer are those of `prose` without the prose. */
export type Behaviour =
  | "well"
  | "prose"
  | "thinking"
  /** Thinks in a field of its own. */
  | "reasoning"
  | "fence"
  | "bare-object"
  | "list"
  | "two-arrays"
  | "stray-bracket"
  | "box-tokens"
  | "swapped-corners"
  | "over-1000"
  | "shares"
  | "json"
  | "no-box"
  | "wrong-letter"
  | "two-letters"
  | "empty"
  | "truncated"
  | "silence"
  | "broken-connection"
  | "broken-body"
  | "not-json"
  | { readonly status: number; readonly retryAfter?: string };

export function standInAnswer(image: Uint8Array, seed: number): StandInAnswer {
  const digest = createHash("sha256").update(image).update(`seed ${seed}`).digest();
  const [x, y] = [digest.readUInt16BE(0) % 600, digest.readUInt16BE(2) % 600];
  const [width, height] = [80 + (digest.readUInt16BE(4) % 300), 80 + (digest.readUInt16BE(6) % 300)];
  // The phase is the picture's alone: it is asked greedily, before any seed is named.
  const phase = PHASES[createHash("sha256").update(image).digest()[0]! % 4]!;
  return {
    phase,
    box: [x, y, x + width, y + height],
    rationale: {
      location: `The tissue ${x % 40} mm from the infundibulum, lateral to the cystic duct.`,
      exposure: `Exposure is adequate with retraction at ${y % 90} degrees.`,
      nextAction: "Open the peritoneum by blunt dissection.",
      criticalRisk: "Mistaking the common bile duct for the cystic duct.",
    },
  };
}

/** The first turn's words. */
export function sayPhase({ phase }: StandInAnswer, behaviour: Behaviour): string {
  const other = PHASES[(PHASES.indexOf(phase) + 1) % 4]!;
  switch (behaviour) {
    case "prose":
      return `A laparoscopic view of the gallbladder is seen.\n\n**Answer: ${phase}) ${phaseNames[phase]}**`;
    case "thinking":
      return `<think>It might be ${other}, or even E.</think>\n${phase}`;
    case "json":
    case "fence":
      return `\`\`\`json\n{"phase": "${phase}"}\n\`\`\``;
    case "wrong-letter":
      return "E";
    case "two-letters":
      return `It is ${phase} or ${other}.`;
    case "empty":
      return "";
    default:
      return phase;
  }
}

/** The second turn's words. */
export function sayZone({ box, rationale }: StandInAnswer, behaviour: Behaviour): string {
  const [x1, y1, x2, y2] = box;
  const boxText = `[${box.join(", ")}]`;
  const words = [
    `**Location:** ${rationale.location}`,
    `**Exposure:** ${rationale.exposure}`,
    `**Next action:** ${rationale.nextAction}`,
    `**Critical risk:** ${rationale.criticalRisk}`,
  ].join("\n");
  const saying = (zone: string): string => `${words}\n\n${zone}`;
  switch (behaviour) {
    case "prose":
      return saying(`Taking all of this together, I would operate within ${boxText}, and nowhere else.`);
    case "thinking":
      return `<think>Perhaps [1, 2, 3, 4]? No.</think>\n${saying(`{"bbox_2d": ${boxText}}`)}`;
    case "bare-object":
      return saying(`{"bbox_2d": ${boxText}, "label": "Go Zone"}`);
    case "list":
      return saying(`[{"bbox_2d": ${boxText}, "label": "Go Zone"}]`);
    case "two-arrays":
      return saying(`${boxText}\n[${x1 + 5}, ${y1 + 5}, ${x2 + 5}, ${y2 + 5}]`);
    case "stray-bracket":
      return saying(`{"bbox_2d": ${boxText}]}`);
    case "box-tokens":
      return saying(`<|box_start|>(${x1},${y1}),(${x2},${y2})<|box_end|>`);
    case "swapped-corners":
      return saying(`{"bbox_2d": [${x2}, ${y2}, ${x1}, ${y1}]}`);
    case "over-1000":
      return saying(`{"bbox_2d": [${x1}, ${y1}, ${x2 + 1000}, ${y2 + 1000}]}`);
    case "shares":
      return saying(`{"bbox_2d": [${box.map((side) => side / 1000).join(", ")}]}`);
    case "json":
      return JSON.stringify({ ...rationale, bbox_2d: box });
    case "no-box":
    case "wrong-letter":
      return words;
    case "empty":
      return "";
    default:
      return saying(`\`\`\`json\n{"bbox_2d": ${boxText}, "label": "Go Zone"}\n\`\`\``);
  }
}
