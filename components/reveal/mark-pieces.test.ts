import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecalledEntity } from "@/lib/domain/rationale-recall";
import { describeRecall, readerPieces, referencePieces } from "./mark-pieces";

function entity(name: string, shared: boolean, ...spans: [number, number][]): RecalledEntity {
  return { kind: "target", name, shared, referenceSpans: spans, readerSpans: shared ? spans : [] };
}

const marked = (pieces: ReturnType<typeof referencePieces>) =>
  pieces.flatMap(({ text, mark }) => (mark ? [`${mark} ${text}`] : []));

describe("the pieces of a text", () => {
  it("mark what is shared and what is missed, in the reader's text what is shared alone", () => {
    const text = "fat over the duct";
    const entities = [entity("duct", false, [13, 17]), entity("fat", true, [0, 3])];
    expect(marked(referencePieces(text, entities))).toEqual(["shared fat", "missed duct"]);
    expect(marked(readerPieces(text, entities))).toEqual(["shared fat"]);
  });

  it("show as missed what names two structures of which one is missed", () => {
    const entities = [entity("duct", true, [0, 15]), entity("artery", false, [0, 15])];
    expect(marked(referencePieces("duct and artery", entities))).toEqual(["missed duct and artery"]);
  });

  it("are the whole text, whatever the spans", () => {
    const span = fc
      .tuple(fc.nat(30), fc.nat(30))
      .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
    const entities = fc.array(fc.tuple(fc.boolean(), span).map(([shared, at]) => entity("x", shared, at)));
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), entities, (text, spans) => {
        const pieces = referencePieces(text, spans);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        expect(new Set(pieces.map(({ start }) => start)).size).toBe(pieces.length);
      }),
    );
  });
});

describe("describeRecall", () => {
  it.each([
    [[], null],
    [[entity("fat", true)], "Both name: fat."],
    [[entity("fat", false), entity("duct", false)], "The reference alone names: fat, duct."],
    [[entity("fat", false), entity("duct", true)], "Both name: duct. The reference alone names: fat."],
  ])("says it in words", (entities, words) => {
    expect(describeRecall(entities)).toBe(words);
  });
});
