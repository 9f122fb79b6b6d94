import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phaseNames } from "@/lib/domain/phases";
import { anyPhase } from "@/lib/domain/testing/arbitraries";
import { parsePhase } from "./parse-phase";

const phaseOf = (text: string): string | null => {
  const answer = parsePhase(text);
  return "phase" in answer ? answer.phase : null;
};

describe("an answer that names one phase", () => {
  it.each([
    ["B", "B"],
    [" B\n", "B"],
    ["b", "B"],
    ["(B)", "B"],
    ["**B**", "B"],
    ["B.", "B"],
    ["Phase B", "B"],
    ["Answer: b", "B"],
    ["A", "A"],
    ["<|begin_of_box|>B<|end_of_box|>", "B"],
    ["<answer><|begin_of_box|>B<|end_of_box|></answer>", "B"],
    ["<answer>B", "B"],
    ["<response>B</response>", "B"],
    ["<|start_header_id|>assistant<|end_header_id|>\nB<|eot_id|>", "B"],
    ["The phase is B", "B"],
    ["The phase is **C**.", "C"],
    ["**Answer: C) Clip and Divide**", "C"],
    ["C) Clip and Divide", "C"],
    ["D. Gallbladder Dissection from Liver Bed", "D"],
    ["The final answer is $\\boxed{D}$", "D"],
    ['{"phase": "B"}', "B"],
    ['```json\n{"answer": "D", "confidence": 0.8}\n```', "D"],
    ["This is phase B, not phase A.", "B"],
    ["Phase: A\nLocation: near the infundibulum (B)", "A"],
    ["A laparoscopic view is seen. Clips lie on the duct.\n\nC", "C"],
    ["C\n\nClips lie on the duct. A grasper holds the infundibulum.", "C"],
    ["The frame shows Clip and Divide.", "C"],
    ["Dissection of Calot’s Triangle", "B"],
    ["A) Preparation…\nB) Dissection…\nC) Clip…\nD) Gallbladder…\n\nAnswer: A", "A"],
    ["Phase = D", "D"],
    ["I see a clip applier. The correct answer is option C because clips are applied.", "C"],
    ["It's not A. The answer is B.", "B"],
    ["(2) The answer is (D)", "D"],
    ["I choose B.", "B"],
    ["The correct letter is B", "B"],
    ["The surgical phase shown in this frame is B.", "B"],
    ["The current phase appears to be phase C, Clip and Divide.", "C"],
    ["The image shows phase C: Clip and Divide.", "C"],
    ["**B** – Dissection of Calot's Triangle", "B"],
    ["Based on the clips, the answer is **C**. Clip and Divide", "C"],
    ['```json\n{"phase": "C", "name": "Clip and Divide"}\n```', "C"],
    ["Gallbladder Dissection", "D"],
  ])("%j is %s", (text, phase) => expect(phaseOf(text)).toBe(phase));
});

describe("an answer that names none, or more than one", () => {
  it.each([
    "",
    "   ",
    "E",
    "Answer: E",
    "The phase is B or C.",
    "Answer: B/C",
    "Either A or D",
    "A, B",
    "Phase A or phase D",
    "Answer: C) Dissection of Calot’s Triangle",
    "Phase A\nPhase B",
    "A laparoscopic view of the gallbladder.",
    "The answer is not A.",
    "It is neither A nor B.",
    "Clip and Divide, or Dissection of Calot’s Triangle",
    "I can't tell.",
    "I can't decide between A and B.",
    "In this phase the surgeon's goal is A clear view.",
    "The phase is not B.",
    "A) Preparation\nB) Dissection\nC) Clip\nD) Gallbladder",
  ])("%j is none", (text) => expect(parsePhase(text)).toHaveProperty("problem"));
});

const manners: readonly ((letter: string, name: string) => string)[] = [
  (letter) => letter,
  (letter, name) => `${letter}) ${name}`,
  (letter, name) => `**Answer: ${letter}) ${name}**`,
  (letter) => `The tissue is exposed. The phase is ${letter}.`,
  (letter) => `{"phase": "${letter}"}`,
  (_, name) => `It shows the ${name}.`,
];

describe("any phase", () => {
  it("is read back however it is said", () => {
    fc.assert(
      fc.property(anyPhase, fc.constantFrom(...manners), (phase, say) => {
        expect(phaseOf(say(phase, phaseNames[phase]))).toBe(phase);
      }),
    );
  });

  it("is where the answer says it is", () => {
    fc.assert(
      fc.property(anyPhase, fc.constantFrom(...manners.slice(0, 5)), (phase, say) => {
        const text = say(phase, phaseNames[phase]);
        const answer = parsePhase(text);
        expect("at" in answer && answer.at !== null && text[answer.at]).toBe(phase);
      }),
    );
  });
});

describe("any text at all", () => {
  it("is read without a throw", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void parsePhase(text)));
  });

  it("gives no phase without a letter or a name", () => {
    const words = fc.array(
      fc.constantFrom("the", "duct", "is", "not", "answer:", "phase", "\n", "(", ")", "**"),
    );
    fc.assert(
      fc.property(words, (parts) => {
        expect(phaseOf(parts.join(" "))).toBeNull();
      }),
    );
  });
});
