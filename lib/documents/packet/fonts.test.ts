import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inSight, piecesOf, runsOf } from "./fonts";

describe("runsOf", () => {
  it.each([
    ["Ana Muñoz", [{ script: "latin", text: "Ana Muñoz" }]],
    ["陳大文", [{ script: "han", text: "陳大文" }]],
    [
      "Chan Tai Man 陳 大文, MD",
      [
        { script: "latin", text: "Chan Tai Man " },
        { script: "han", text: "陳 大文" },
        { script: "latin", text: ", MD" },
      ],
    ],
    [
      "ليلى حسن (Layla)",
      [
        { script: "arabic", text: "ليلى حسن" },
        { script: "latin", text: " (Layla)" },
      ],
    ],
    ["لَيْلَى", [{ script: "arabic", text: "لَيْلَى" }]],
    ["ひらがな、カタカナ", [{ script: "han", text: "ひらがな、カタカナ" }]],
    ["  ", [{ script: "latin", text: "  " }]],
    ["", []],
  ])("cuts %o where the script changes", (text, runs) => {
    expect(runsOf(text)).toEqual(runs);
  });

  it("loses and turns round nothing, and no two neighbours are of one script", () => {
    const letters = fc.constantFrom(..."aé Ωж\n陳文、 ليَ0-(יּ한ดีर्।ნԱ\u200d");
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: letters }), fc.string({ unit: "binary" })), (text) => {
        const runs = runsOf(text);
        expect(runs.map((run) => run.text).join("")).toBe(text);
        for (const [at, { script }] of runs.entries()) expect(script).not.toBe(runs[at + 1]?.script);
      }),
    );
  });
});

describe("inSight", () => {
  const seen = (text: string) => inSight(piecesOf(text)).map((piece) => piece.text);
  it.each([
    ["Ana Ruiz", ["Ana Ruiz"]],
    ["יעל כהן", ["כהן", " ", "יעל"]],
    ["Dr. יעל כהן PGY-3", ["Dr. ", "כהן", " ", "יעל", " PGY-3"]],
    ["בן-דוד", ["דוד", "-", "בן"]],
    ["יעל 3 כהן", ["כהן", " 3 ", "יעל"]],
    ["יעל Levi כהן", ["יעל", " Levi ", "כהן"]],
    ["Dr. محمد علي PGY-3", ["Dr. ", "محمد علي", " PGY-3"]],
  ])("shows %j", (text, pieces) => {
    expect(seen(text)).toEqual(pieces);
  });
});
