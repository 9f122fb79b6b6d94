import type { Box, Size } from "@/lib/domain/geometry";
import { englishPhaseNames, PHASES, type Phase } from "@/lib/domain/phases";
import { RATIONALE_PARTS, type Rationale } from "@/lib/domain/rationale";
import { type RandomNumbers, seededRandom } from "@/lib/domain/statistics/random";
import { entityKeys } from "@/lib/recall/recall-rationale";
import { PART_TITLES, PHASE_FORMS, RATIONALE_FORMS, THINKING_FORMS } from "@/lib/vlm/forms/answer-forms";
import { boxForms, type Corners } from "@/lib/vlm/forms/box-forms";
import { type Rewards, rewardsOf, type Said, type Truth } from "./rewards";
import { spoil } from "./spoil";

/** An answer, what is true, and what the answer is worth: a line of the file that Python is held to. */
export type Vector = Said & { readonly truth: Truth; readonly rewards: Rewards };

const SEED = 20_261_130;
const SIZES: readonly Size[] = [
  { width: 1_920, height: 1_080 },
  { width: 854, height: 480 },
  { width: 640, height: 480 },
  { width: 1_440, height: 1_080 },
  { width: 1_001, height: 707 },
  { width: 720, height: 1_280 },
  { width: 333, height: 997 },
];

/** Reasons as experts give them. The last one names nothing that the lexicon has. */
const RATIONALES: readonly Rationale[] = [
  {
    location:
      "The peritoneum over the junction of Hartmann’s pouch and the cystic duct, lateral to the node.",
    exposure: "Adequate: the infundibulum is retracted laterally, and the fold is taut.",
    nextAction: "Open the serosa with the hook on the gallbladder’s side, high on the neck.",
    criticalRisk: "The common bile duct may be mistaken for the cystic duct (tenting).",
  },
  {
    location: "Fibro-fatty tissue of Calot's triangle, short of the cystic plate and clear of the CBD.",
    exposure: "The window isn’t wide enough yet; bleeding hides the artery.",
    nextAction: "Do not clip. Skeletonise the cystic artery by blunt dissection, then widen the window.",
    criticalRisk: "A right hepatic artery that loops low; diathermy near the bile duct.",
  },
  {
    location: "The bare segment of duct and artery; the stumps are left alone.",
    exposure: "Two structures only enter the gallbladder, e.g. as the critical view of safety asks.",
    nextAction: "Clip the cystic duct rather than the common duct, and divide it between two clips.",
    criticalRisk: "Partly clipped ducts leak; clips slip. Thermal injury, 3.5 mm or less from the clip.",
  },
  {
    location: "The white line of adhesion between the gallbladder and the liver bed.",
    exposure: "Traction on the fundus shows the areolar plane; haemorrhage is no longer seen.",
    nextAction: "Divide the connective tissue with the hook, staying close to the gallbladder’s wall.",
    criticalRisk: "Perforation of the gallbladder, bile spillage, and tears of the liver’s parenchyma.",
  },
  {
    location:
      "Both cystic arteries are identified in the oedematous serosae, away from the cystic and common duct.",
    exposure: "Traction tore the fat; nothing was verified, and anomalies aren’t excluded.",
    nextAction:
      "Stop bleeding, irrigate, and free the infundibula; no clip is left on, neither is one dislodged.",
    criticalRisk:
      "Misidentified structures; the hila, while the plate must be avoided and the liver stays outside.",
  },
  {
    location:
      "The neck’s serosa; avoid the common bile duct, the very much thickened hepatic artery, the duodenum.",
    exposure:
      "The window was widened and verified: no bleeding, fat is cleared, the plate carefully exposed.",
    nextAction: "Dissect without tearing the duct and opening the bed; avoid the artery, clip the duct.",
    criticalRisk: "Clipping the hepatic duct, while the centre of the triangle isn't seen.",
  },
  {
    location: "A little to the right of the middle of the view.",
    exposure: "All is well.",
    nextAction: "Go on.",
    criticalRisk: "None that shows.",
  },
];

/** Boxes that can't be the zone, and answers with several. */
const ODD_ZONES = [
  "[420, 380, 190, 180] (x, y, w, h)",
  '{"x": 100, "y": 200, "width": 300, "height": 400}',
  '{"bbox_2d": [900, 120, 1500, 400], "label": "Go Zone"}',
  '{"bbox_2d": [-200, 10, 300, 400], "label": "Go Zone"}',
  '{"bbox_2d": [-4, 500, 1003, 1010], "label": "Go Zone"}',
  '{"bbox_2d": [1002, 10, 1008, 400]}',
  '{"bbox_2d": [0.1, 0.2, 0.5, 0.75]}',
  '{"bbox_2d": [100, 100, 100, 300]}',
  '{"bbox_2d": [1e999, 100, 100, 300]}',
  '{"bbox_2d": [1e2, 1.5e2, 3.25e+2, 4e2]}',
  '{"bbox_2d": [NaN, 100, 100, 300]}',
  '{"bbox_2d": null, "label": "Go Zone"}',
  '{"bbox_2d": []}',
  '{"bbox_2d": [120, 300, 400]}',
  '{"bbox_2d": [120, 300, 400, 500, 600]}',
  '{"bbox_2d": [120, 300, 400, 5',
  '[{"bbox_2d": [1, 2, 30, 40], "label": "gallbladder"}, {"bbox_2d": [310, 300, 520, 560], "label": "go zone"}]',
  'The duct runs at [1, 2, 30, 40].\n{"bbox_2d": [310, 300, 520, 560]}',
  "[100, 100, 200, 200]\n[300, 300, 400, 400]",
  "(310.5, 300.25), (520.125, 560.0625)",
  "<|box_start|>(310,300),(520,560)<|box_end|> and <|box_start|>(1,2),(3,4)<|box_end|>",
  "［３１０，３００，５２０，５６０］",
  "Go Zone：310、300、520、560",
  '{"bbox_2d": [-11, 300, 520, 560]}',
  '{"bbox_2d": [310, 300, 1000.5, 560], "label": "Go Zone"}',
  '{"bbox_2d": [310, 300, 520, 1001], "label": "Go Zone"}',
  '{"bbox_2d": [310, 300, 520, 1010.5]}',
  "<|begin_of_box|>        310 300 520 560        <|end_of_box|>",
  "        **go zone**    :**    310, 300, 520, 560        ",
  '{"left": 310, "top": 300, "right": 520, "right": 560}',
  '{"caption": "Go Zone", "coordinates": "310;300;520;560", "at": [310; 300; 520; 560]}',
  '{"bbox_2d": [0, 0, 1, 1]}',
  "(x, y, width, height) of the zone: [420, 380, 190, 180]",
  "The plate measures (12, 30), (45, 60) here.",
  "[100, 100, 200, 200]\nThe bounding box is [310, 300, 520, 560] here.",
  '{"bbox_2d": [1, 2, 30, 40]}\nGo Zone coordinates, region area coordinates, region area coordinates: [310, 300, 520, 560]',
  "I can’t say where the Go Zone is.",
  "",
];

/**
 * Answers to the phase's question that name none, two, or one in a way that is easily misread; each with what is true. That
 * is what it names or would be taken to name: another reading is worth another reward.
 */
const ODD_PHASES: readonly (readonly [said: string, phase: Phase])[] = [
  ["", "A"],
  ["E", "A"],
  ["Answer: E", "A"],
  ["A, B", "A"],
  ["It is B or C.", "B"],
  ["Answer: C) Dissection of Calot’s Triangle", "C"],
  ["The answer is not A.", "A"],
  ["It's not A. The answer is B.", "B"],
  ["It’s C.", "C"],
  ["A laparoscopic view of the gallbladder.", "A"],
  ["A laparoscopic view is seen. Clips lie on the duct.\n\nC", "C"],
  ["A) Preparation\nB) Dissection\nC) Clip\nD) Gallbladder", "A"],
  ["b", "B"],
  ["B.", "B"],
  ["**B**", "B"],
  ["Ｂ", "B"],
  ["<think>A or B? And then", "A"],
  ["B<think>A?", "B"],
  ["<|im_start|>assistant\nB<|im_end|>", "B"],
  ["&lt;think&gt;A?&lt;/think&gt;B", "B"],
  ["＜think＞A?＜/think＞B", "B"],
  ["</musing>B <musing>", "B"],
  ["<|begin_of_thought|>A?<|end_of_thought|>B", "B"],
  ["<|thinking_start|>A?<|thinking_end|>B", "B"],
  ["<|reasoning|>A?<|/reasoning|>B", "B"],
  ...["thoughts", "reflection", "scratchpad", "scratch_pad", "analysis", "inner_monologue", "cot"].map(
    (name) => [`[${name}]A?[/${name}]B`, "B"] as const,
  ),
  ["<|channel|>final<|message|>A<|end|><|channel|>final<|message|>B<|end|>", "B"],
  ["The surgical phase that is shown in this frame seems to be B.", "B"],
  ["Phase: A region of fat.", "A"],
  ["Answer: A region of fat is seen.", "A"],
  ["Answer: I think that it is C.", "C"],
  ["Answer: A because the fold is closed.", "A"],
  ["Not C but B: not\nanswer: b", "B"],
  ["We have excluded phase A, so phase C remains.", "C"],
  ["The bed is freed (D) and nothing is clipped.", "D"],
  ["\u2028B\u2029\rC", "B"],
  ["I can't tell.", "A"],
  ["I. The fold is open, so answer: I", "A"],
  ["[ANSWER]A?[/ANSWER]B", "B"],
  ["<my thought>A?</my thought>B", "B"],
  ["<aside>A?</aside> <aside>B", "B"],
  ["\ufeffB\ufeff", "B"],
];

/** Answers to the Go Zone's question that have the form that was asked for but for one thing, or just have it. */
const NEARLY_AS_ASKED: readonly ((words: string, box: Corners) => string)[] = [
  (words, box) => `Here it is.\n${words}${lastOf(box)}`,
  (words, box) => `${words}${lastOf(box)}\nThat is all.`,
  (words, box) => words.replace("Location:", "Location :") + lastOf(box),
  (words, box) => words.replace("Exposure", "**Exposure**") + lastOf(box),
  (words, box) => words.replace(/^Exposure:.*\n/m, "") + lastOf(box),
  (words, box) => words.replace(/^Exposure:.*$/m, "Exposure: \u00a0") + lastOf(box),
  (words, box) => words.replace(/^Exposure:.*$/m, "Exposure:\ufeff") + lastOf(box),
  (words, box) => `${words}\nExposure: as before.${lastOf(box)}`,
  (words, box) => words.split("\n").reverse().join("\n") + lastOf(box),
  (words, box) => `${words} {so}${lastOf(box)}`,
  (words, box) => `${words} \`\`\`${lastOf(box)}`,
  (words, box) => words.replaceAll("\n", "\r\n") + lastOf(box),
  (words, box) => words.replaceAll("\n", "\u2028") + lastOf(box),
  (words, box) => words.replaceAll("\n", " ") + lastOf(box),
  (words, box) => words + lastOf(box).replace("json", ""),
  (words, box) => words + lastOf(box).replace("json", "JSON"),
  (words, box) => words + lastOf(box).replace("\n\n", " "),
  (words, box) => words + lastOf(box).replace(', "label": "Go Zone"', ""),
  ...["g".repeat(80), "g".repeat(81), 'Go \\"Zone', ""].map(
    (label) => (words: string, box: Corners) => words + lastOf(box).replace("Go Zone", label),
  ),
  ...[40, 41].map(
    (spaces) => (words: string, box: Corners) => words + lastOf(box).replace("{", `{${" ".repeat(spaces)}`),
  ),
  ...(
    [
      ([, , x2, y2]) => [0, 0, x2, y2],
      ([x1, y1]) => [x1, y1, 1_000, "1000.0"],
      ([x1, y1, , y2]) => [x1, y1, 1_000.5, y2],
      ([x1, y1, x2]) => [x1, y1, x2, 1_000.5],
      ([x1, y1, x2, y2]) => [x2, y1, x1, y2],
      ([x1, y1, , y2]) => [x1, y1, x1, y2],
      ([x1, , x2, y2]) => [x1, y2, x2, y2],
      ([, y1, x2, y2]) => ["-0", y1, x2, y2],
      ([, y1, x2, y2]) => ["0000", y1, x2, y2],
      ([, y1, x2, y2]) => ["00000", y1, x2, y2],
      ([, y1, x2, y2]) => ["1.", y1, x2, y2],
      ([, y1, x2, y2]) => ["1e0", y1, x2, y2],
      ([, y1, x2, y2]) => ['"1"', y1, x2, y2],
      ([x1, y1, x2]) => [x1, y1, x2],
      ([x1, y1, x2, y2]) => [x1, y1, x2, y2, y2],
    ] satisfies ((box: Corners) => (number | string)[])[]
  ).map((sides) => (words: string, box: Corners) => words + lastOf(sides(box))),
];

/** The parts by other names than those that were asked for. */
const OTHER_TITLES = [
  ["Anatomic location", "Reasoning", "Next step", "Risk reminder"],
  ["Location relative to anatomical landmarks", "Exposure quality", "Next manoeuvre", "Safety warning"],
  ["ANATOMY", "EXPOSURE ADEQUACY", "PLANNING", "POTENTIAL RISKS"],
  ["Go Zone location", "Visual reasoning", "Action plan", "Key risk factors"],
] as const;

/** The parts in tags of their names, closed and left open; and with a full stop, which makes a label of what is bold alone. */
const ODD_FORMS: typeof RATIONALE_FORMS = [
  (title, text) => `<${title}>${text}</${title}>`,
  (title, text) => `<${title}> ${text}`,
  (title, text) => `${title}. ${text}`,
  (title, text) => `**${title}.** ${text}`,
];

/** The rationale in JSON, in the manners of models. */
const JSON_MANNERS: readonly ((rationale: Rationale, box: Corners) => string)[] = [
  (rationale, box) => JSON.stringify({ ...rationale, bbox_2d: box }),
  (rationale, box) =>
    `\`\`\`json\n${JSON.stringify({ phase: "B", rationale, bbox_2d: box }, null, 2)}\n\`\`\``,
  (rationale, box) => `${JSON.stringify({ ...rationale, bbox_2d: box }).slice(0, -1)},}`,
  (rationale, box) => JSON.stringify([{ bbox_2d: box, ...rationale }]).slice(0, -2),
  (rationale, box) => JSON.stringify([{ bbox_2d: box, rationale, location: "Said before." }]),
  (rationale, box) =>
    JSON.stringify({ ...rationale, bbox_2d: box }, (_, held) =>
      typeof held === "string" ? held.replaceAll(" ", "\n").replaceAll("’", '"') : held,
    ),
  (rationale, box) =>
    JSON.stringify({ ...rationale, bbox_2d: box }, (_, held) =>
      typeof held === "string" ? held.replaceAll(" ", "\t\f\r").replaceAll(".", "\b.") : held,
    ),
  (rationale, box) =>
    JSON.stringify({ ...rationale, bbox_2d: box }).replaceAll(/(?<=: ?"|[a-z] )[a-z’]/gi, escaped),
  (rationale, box) =>
    JSON.stringify({ bbox_2d: box, ...rationale }, (_, held) =>
      typeof held === "string" && held.includes(" ") ? held.split(" ") : held,
    ),
  (rationale, box) => JSON.stringify({ ...rationale, bbox_2d: box }).replaceAll(/:"([^"]*)"/g, ": “$1”"),
  (rationale, box) => JSON.stringify({ bbox_2d: box, rationale }).replace("]", "]]"),
  (rationale, box) => JSON.stringify({ ...rationale, bbox_2d: box }).replaceAll('","', ',\n"'),
  (rationale, box) =>
    `{${RATIONALE_PARTS.map((part) => `"${part}" "So "to say": ${rationale[part]}"`).join(", ")}, "bbox_2d": [${box.join(", ")}]}`,
  (rationale, box) =>
    JSON.stringify({ ...rationale, exposure: 12, nextAction: null, bbox_2d: box }).replaceAll("null", "None"),
  (rationale, box) => JSON.stringify({ a: { b: { c: rationale } }, label: ["Go Zone"], bbox: box }),
  (rationale, box) =>
    `{'bbox_2d': [${box.join(", ")}], ${RATIONALE_PARTS.map((part) => `'${part}': '${rationale[part]}'`).join(",\n")}}`,
  (rationale, box) =>
    `{\n${RATIONALE_PARTS.map((part) => `"${part}": "${rationale[part]}"`).join("\n")}\n"bbox_2d": [${box.join(", ")}]\n}`,
  ({ location, exposure, nextAction, criticalRisk }, box) =>
    `{"Anatomic location": ["${location}"], Reasoning: "${exposure}", // "next_step": "wait",\n"next_step": ${nextAction},\n"Risk reminder": "${criticalRisk}", "box_2d": [${[box[1], box[0], box[3], box[2]].join(", ")}]}`,
];

/**
 * Answers good, bad and spoilt, in every form that models were seen to use, each with its rewards. The same each time.
 *
 * @param singleTurn the answers of a study that asks for phase and Go Zone in one turn: each has a turn 1 alone
 */
export function vectorsOf(singleTurn: boolean): Vector[] {
  const random = seededRandom(SEED);
  return answers(random).map(({ phase, zone, truth }) => {
    const said = saidIn(phase, zone, singleTurn);
    return { ...said, truth, rewards: rewardsOf(said, truth, { singleTurn }) };
  });
}

/** What is said of the phase, and what of the zone; null where it wasn't asked for. */
type Answer = { readonly phase: string; readonly zone: string | null; readonly truth: Truth };

function saidIn(phase: string, zone: string | null, singleTurn: boolean): Said {
  if (!singleTurn) return { turn1: phase, turn2: zone };
  return { turn1: zone === null ? phase : `Phase: ${phase}\n${zone}`, turn2: null };
}

function answers(random: RandomNumbers): Answer[] {
  const all: Answer[] = [];
  const add = (make: (facts: Facts) => Omit<Answer, "truth"> & Partial<Pick<Answer, "truth">>): void => {
    const facts = factsOf(random, all.length);
    all.push({ truth: facts.truth, ...make(facts) });
  };
  const asAsked = (facts: Facts): string => partsOf(facts.rationale, RATIONALE_FORMS[0]!) + lastOf(facts.box);

  for (let i = 0; i < 60; i++) add((facts) => ({ phase: facts.phase, zone: asAsked(facts) }));
  for (const form of PHASE_FORMS) {
    add(({ phase }) => ({ phase: form(phase, englishPhaseNames[phase]), zone: null }));
    add((facts) => ({ phase: form(facts.phase, englishPhaseNames[facts.phase]), zone: asAsked(facts) }));
  }
  for (const [said, phase] of ODD_PHASES)
    add((facts) => ({ phase: said, zone: asAsked(facts), truth: { ...facts.truth, phase } }));
  for (const think of THINKING_FORMS) {
    const draft = "First idea, Answer: A. Location: the colon. Go Zone: [1, 2, 13, 14], so no.";
    add(({ phase }) => ({ phase: think(draft) + phase, zone: null }));
    add((facts) => ({ phase: think(draft) + facts.phase, zone: think(draft) + asAsked(facts) }));
  }
  for (const nearly of NEARLY_AS_ASKED)
    add(({ phase, rationale, box }) => ({
      phase,
      zone: nearly(partsOf(rationale, RATIONALE_FORMS[0]!), box),
    }));
  // Here what the rationale names is what is true: a word that isn't read, or is read in another part, is worth less.
  const addWords = (zone: (rationale: Rationale, box: Corners) => string): void =>
    add(({ phase, truth, rationale, box }) => ({
      phase,
      zone: zone(rationale, box),
      truth: { ...truth, entities: entityKeys(rationale) },
    }));
  for (const titles of [PART_TITLES, ...OTHER_TITLES])
    for (const form of [...RATIONALE_FORMS, ...ODD_FORMS])
      addWords((rationale, box) => partsOf(rationale, form, titles) + lastOf(box));
  for (const gap of [" ", "  ", "   ", "    "])
    for (const form of RATIONALE_FORMS.slice(0, 3))
      addWords((rationale, box) => partsOf(rationale, form).replaceAll("\n", gap) + lastOf(box));
  // A part by two of its names; and one that goes on past what is read.
  addWords(
    (rationale, box) =>
      partsOf({ ...rationale, exposure: `Good. Reasoning: ${rationale.exposure}` }, RATIONALE_FORMS[0]!) +
      lastOf(box),
  );
  addWords(
    (rationale, box) =>
      partsOf({ ...rationale, location: "so ".repeat(3_310) + rationale.location }, RATIONALE_FORMS[0]!) +
      lastOf(box),
  );
  for (const tag of ["Location", "Go Zone", "b", "/Critical risk"])
    addWords(
      (rationale, box) =>
        `${partsOf(rationale, RATIONALE_FORMS[0]!).replaceAll(" the ", `<${tag}>`)}\n<${tag}>The duct.${lastOf(box)}`,
    );
  for (const form of Object.values(boxForms))
    add(({ phase, rationale, box }) => ({
      phase,
      zone: `${partsOf(rationale, RATIONALE_FORMS[0]!)}\n\n${form(box)}`,
    }));
  for (const zone of ODD_ZONES)
    add(({ phase, rationale }) => ({
      phase,
      zone: `${partsOf(rationale, RATIONALE_FORMS[1]!)}\n\n${zone}`,
    }));
  for (const manner of [...JSON_MANNERS, ...JSON_MANNERS, ...JSON_MANNERS]) addWords(manner);
  while (all.length < 500)
    add((facts) => ({
      phase: spoil(facts.phase, random),
      zone: spoil(asAsked(facts), random),
    }));
  return all;
}

/** What a line is about: what is true, and what the model has to say. */
type Facts = {
  readonly truth: Truth;
  readonly phase: Phase;
  /** Thousandths of the frame's sides. */
  readonly box: Corners;
  readonly rationale: Rationale;
};

function factsOf(random: RandomNumbers, index: number): Facts {
  const { width, height } = SIZES[index % SIZES.length]!;
  const below = (limit: number): number => Math.floor(random() * limit);
  const boxes = Array.from({ length: 1 + below(3) }, () => {
    const [x, y] = [random() * 0.7, random() * 0.7];
    const box = [x, y, x + 0.05 + random() * 0.25, y + 0.05 + random() * 0.25];
    return box.map((share, side) => tenth(share * (side % 2 ? height : width))) as unknown as Box;
  });
  const truth: Truth = {
    phase: PHASES[below(4)]!,
    ...{ boxes, width, height },
    entities: entityKeys(RATIONALES[below(RATIONALES.length)]!),
  };
  // Near one of the reference's boxes in most lines, so that rewards of every size come about; now and then on it.
  const nearBy = random() < 0.15 ? 0 : 60;
  const [x1, y1, x2, y2] = boxes[below(boxes.length)]!;
  const off = (side: number, extent: number): number => {
    const shift = nearBy === 0 ? 0 : below(2 * nearBy + 1) - nearBy;
    const thousandths = (1_000 * side) / extent + shift;
    return Math.min(999, Math.max(1, nearBy === 0 ? thousandths : Math.round(thousandths)));
  };
  const [left, top] = [off(x1, width), off(y1, height)];
  return {
    truth,
    phase: random() < 0.7 ? truth.phase : PHASES[below(4)]!,
    box: [left, top, Math.max(left + 1, off(x2, width)), Math.max(top + 1, off(y2, height))],
    rationale: RATIONALES[below(RATIONALES.length)]!,
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

function partsOf(
  rationale: Rationale,
  form: (typeof RATIONALE_FORMS)[number],
  titles: readonly string[] = PART_TITLES,
): string {
  return RATIONALE_PARTS.map((part, i) => form(titles[i]!, rationale[part], i)).join("\n");
}

function lastOf(box: readonly (number | string)[]): string {
  return `\n\n\`\`\`json\n{"bbox_2d": [${box.join(", ")}], "label": "Go Zone"}\n\`\`\``;
}

/** A character as JSON may write it. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
