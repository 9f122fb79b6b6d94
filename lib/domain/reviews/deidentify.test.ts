import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rationale } from "../rationale";
import { deidentifyRationale } from "./deidentify";

const rationale = (location: string): Rationale => ({
  location,
  exposure: "The triangle is open.",
  nextAction: "Clip the duct.",
  criticalRisk: "The common bile duct is near.",
});
const location = (text: string, names: readonly string[] = []): string | undefined =>
  deidentifyRationale(rationale(text), names)?.location;

describe("taking out what tells the origin", () => {
  it.each([
    [
      "leaves a plain sentence as it is",
      "Between the duct and the liver bed.",
      "Between the duct and the liver bed.",
    ],
    [
      "begins with a capital and ends with a stop",
      "between the duct and the liver",
      "Between the duct and the liver.",
    ],
    [
      "keeps numbers and hyphens",
      "Some 2-3 mm of the duct (short-necked).",
      "Some 2-3 mm of the duct (short-necked).",
    ],
    ["takes off emphasis and headings", "### Go Zone\n**The _cystic_ duct**", "Go Zone; The cystic duct."],
    ["makes a sentence of a list", "- the duct\n- the artery", "The duct; the artery."],
    ["takes off numbers of a list", "1. The duct.\n2) The artery.", "The duct. The artery."],
    ["takes off a label said twice", "**Location:** beside the duct", "Beside the duct."],
    [
      "takes out coordinates",
      "The zone lies at [120, 44.5, 300, 280] beside it.",
      "The zone lies beside it.",
    ],
    ["takes out a box by name", "Beside it, bounding box: (1, 2, 3, 4).", "Beside it."],
    ["takes out tags", "<think>hm</think>The duct.<|im_end|>", "Hm The duct."],
    ["keeps a less-than sign", "A stump of <5 mm is short.", "A stump of <5 mm is short."],
    ["takes out what a model says of itself", "As an AI language model, I see the duct.", "I see the duct."],
    [
      "leaves anatomical models alone",
      "As a model case, the duct is long.",
      "As a model case, the duct is long.",
    ],
    ["writes quotes and dashes one way", "The “window” — here", 'The "window" – here.'],
    ["takes out signs that can't be seen, and pictures", "The\u200b duct ⚠️ here", "The duct here."],
  ])("%s", (_, text, expected) => {
    expect(location(text)).toBe(expected);
  });

  it("takes out the names of the sources and of known models, with their versions", () => {
    expect(location("Qwen3-VL-8B-Instruct sees the duct; SurGo-R1 too.")).toBe(
      "The reader sees the duct; the reader too.",
    );
    expect(location("The atlas-7b (v2) reader: here.", ["atlas-7b (v2)"])).toBe("The reader reader: here.");
    expect(location("The ovisible duct and the qwentum.")).toBe("The ovisible duct and the qwentum.");
  });

  it.each(["", "  ", "-", "N/A", "n/a.", "null", "<br>", "**", "Location:"])(
    "has no rationale where a part says nothing: %j",
    (text) => {
      expect(deidentifyRationale(rationale(text), [])).toBeNull();
    },
  );

  it("gives the same again, on one line, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const once = location(text);
        if (once === undefined) return;
        expect(once).not.toMatch(/[\r\n\t]|\s{2}|\*\*/);
        expect(once).toBe(once.trim());
      }),
    );
  });
});
