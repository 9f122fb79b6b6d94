import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rationale, RationalePart } from "@/lib/domain/rationale";
import { parseRationale } from "./parse-rationale";

const whole: Rationale = {
  location: "The fat over the cystic duct, lateral to the node.",
  exposure: "Adequate: the infundibulum is retracted laterally.",
  nextAction: "Open the peritoneum with the hook; stay high.",
  criticalRisk: "The common bile duct may be mistaken for the cystic duct (tenting).",
};

type Labels = readonly [location: string, exposure: string, nextAction: string, criticalRisk: string];

const names: readonly Labels[] = [
  ["Location", "Exposure", "Next action", "Critical risk"],
  ["Anatomic location", "Reasoning", "Next step", "Risk reminder"],
  ["LOCATION", "EXPOSURE", "NEXT ACTION", "CRITICAL RISK"],
  ["Anatomical Location", "Exposure adequacy", "Next Step", "Critical Risks"],
  ["Location relative to anatomical landmarks", "Exposure quality", "Next Surgical Action", "Potential risk"],
];

const manners: Readonly<Record<string, (label: string, words: string, i: number) => string>> = {
  colon: (label, words) => `${label}: ${words}`,
  bold: (label, words) => `**${label}:** ${words}`,
  "bold, colon outside": (label, words) => `**${label}**: ${words}`,
  "bold with a full stop": (label, words) => `**${label}.** ${words}`,
  heading: (label, words) => `### ${label}\n\n${words}`,
  "numbered heading": (label, words, i) => `## ${i + 1}. ${label}\n${words}`,
  numbered: (label, words, i) => `${i + 1}. ${label}: ${words}`,
  "numbered and bold": (label, words, i) => `${i + 1}) **${label}** - ${words}`,
  parenthesised: (label, words, i) => `(${i + 1}) ${label}: ${words}`,
  bullet: (label, words) => `- ${label}: ${words}`,
  "bullet and bold": (label, words) => `* **${label}**: ${words}`,
  "label on its line": (label, words) => `${label}\n${words}`,
  "bold on its line": (label, words) => `**${label}**\n${words}`,
  dash: (label, words) => `${label} — ${words}`,
  quote: (label, words) => `> **${label}:** ${words}`,
  table: (label, words) => `| **${label}** | ${words} |`,
  tag: (label, words) => `<${label}>${words}</${label}>`,
  aside: (label, words) => `**${label}** (as seen): ${words}`,
};

describe("labelled sections", () => {
  const parts: readonly RationalePart[] = ["location", "exposure", "nextAction", "criticalRisk"];
  const anyOrder = fc.shuffledSubarray([0, 1, 2, 3] as const, { minLength: 4 });
  const tails = [
    "",
    '\n\n```json\n{"bbox_2d": [1, 2, 3, 4], "label": "Go Zone"}\n```',
    "\n\n**Go Zone:** [1, 2, 3, 4]",
    "\n<|box_start|>(1,2),(3,4)<|box_end|>",
    '\n{"bbox_2d": [1, 2, 3, 4]}',
    "\n[1, 2, 3, 4]",
  ];

  it.each(Object.entries(manners))("with %s are read in any order and by any name", (_, write) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        anyOrder,
        fc.constantFrom("\n", "\n\n"),
        fc.constantFrom(...tails),
        (labels, order, gap, tail) => {
          const text = order.map((which, i) => write(labels[which]!, whole[parts[which]!], i)).join(gap);
          expect(parseRationale(`Phase: B\n\n${text}${tail}`)).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("on one line are told apart", () => {
    const line =
      "**Location:** Over the duct. **Exposure:** Adequate. Next action: Dissect the fat. Critical risk: The CBD.";
    expect(parseRationale(line)).toEqual({
      location: "Over the duct.",
      exposure: "Adequate.",
      nextAction: "Dissect the fat.",
      criticalRisk: "The CBD.",
    });
  });

  it("by two names for one part are one", () => {
    const inLine = parseRationale(
      "**Exposure:** Good. Reasoning: the fat is thin.\nCritical risk: CBD injury. Risk: high.",
    );
    expect(inLine).toMatchObject({
      exposure: "Good. Reasoning: the fat is thin.",
      criticalRisk: "CBD injury. Risk: high.",
    });
    const onLines = parseRationale("Exposure: Good.\nReasoning: the fat is thin.\nExposure: Good.");
    expect(onLines).toMatchObject({ exposure: "Good. the fat is thin." });
  });

  it("may run over several lines", () => {
    expect(parseRationale("Location:\n- over the duct,\n- under the node.\n\nExposure: good")).toMatchObject({
      location: "over the duct, under the node.",
      exposure: "good",
    });
  });

  it("that are missing are empty", () => {
    expect(parseRationale("Location: over the duct")).toEqual({
      location: "over the duct",
      exposure: "",
      nextAction: "",
      criticalRisk: "",
    });
  });

  it("are not found in sentences", () => {
    expect(
      parseRationale("Exposure is adequate and the location of the duct is known. There is a risk."),
    ).toBeNull();
    expect(parseRationale("Exposure of the triangle.\nLocation unknown here.")).toBeNull();
  });
});

describe("JSON", () => {
  it.each([
    ["plain", (rationale: Rationale) => JSON.stringify({ ...rationale, bbox_2d: [1, 2, 3, 4] })],
    [
      "fenced",
      (rationale: Rationale) => `Here:\n\`\`\`json\n${JSON.stringify(rationale, null, 2)}\n\`\`\`\nDone.`,
    ],
    ["nested", (rationale: Rationale) => JSON.stringify({ phase: "B", rationale, bbox_2d: [1, 2, 3, 4] })],
    ["listed", (rationale: Rationale) => JSON.stringify([{ ...rationale, bbox: [1, 2, 3, 4] }])],
    [
      "with the paper's names",
      ({ location, exposure, nextAction, criticalRisk }: Rationale) =>
        JSON.stringify({
          "Anatomic location": location,
          Reasoning: exposure,
          next_step: nextAction,
          "Risk reminder": criticalRisk,
        }),
    ],
    ["with a comma too many", (rationale: Rationale) => JSON.stringify(rationale).replace(/\}$/, ",}")],
    ["with a bracket too few", (rationale: Rationale) => JSON.stringify(rationale).replace(/\}$/, "")],
  ])("%s is read", (_, write) => expect(parseRationale(write(whole))).toEqual(whole));
});

describe("any text at all", () => {
  const piece = fc.constantFrom(
    "Location",
    ":",
    "**",
    "\n",
    "{",
    "}",
    '"',
    "risk",
    "1. ",
    "- ",
    "```",
    "<",
    ">",
    "|",
    "word",
  );
  const anyText = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(piece).map((pieces) => pieces.join("")),
  );

  it("is read without a throw", () => {
    fc.assert(fc.property(anyText, (text) => void parseRationale(text)));
  });

  it("is read in good time however long it is", () => {
    const nasty = [
      "Location: ".repeat(10_000),
      "- ".repeat(100_000),
      "{".repeat(50_000),
      '{"a":'.repeat(20_000),
      "1. **".repeat(20_000),
      " ".repeat(200_000),
      `|${"-".repeat(100_000)}`,
    ];
    const start = performance.now();
    for (const text of nasty) parseRationale(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
