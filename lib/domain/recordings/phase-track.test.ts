import fc from "fast-check";
import { expect, test } from "vitest";
import { PHASES } from "../phases";
import { type PhaseTrack, phaseAt, stretchesOf, tellFrom, tellRange } from "./phase-track";

const phases = fc.constantFrom(...PHASES, null);
const samples = fc.integer({ min: 0, max: 30 });
const COUNT = 40;
const all = Array.from({ length: COUNT }, (_, index) => index);

const edits = fc.array(
  fc.record({ from: samples, length: fc.integer({ min: 0, max: 9 }), phase: phases, toBorder: fc.boolean() }),
  { maxLength: 12 },
);
const tracks = edits.map((some) =>
  some.reduce<PhaseTrack>(
    (track, { from, length, phase, toBorder }) =>
      toBorder ? tellFrom(track, from, phase) : tellRange(track, from, from + length, phase),
    [],
  ),
);

test("phases are told while a strip plays, and may come again", () => {
  const track = tellFrom(tellFrom(tellFrom([], 2, "A"), 5, "B"), 8, "A");
  expect(
    all
      .slice(0, 10)
      .map((index) => phaseAt(track, index) ?? "-")
      .join(""),
  ).toBe("--AAABBBAA");
  expect(stretchesOf(track, 10)).toEqual([
    { from: 0, to: 1, phase: null },
    { from: 2, to: 4, phase: "A" },
    { from: 5, to: 7, phase: "B" },
    { from: 8, to: 9, phase: "A" },
  ]);
});

test("a range takes its phase, and no other sample changes", () => {
  fc.assert(
    fc.property(tracks, samples, fc.integer({ min: 0, max: 9 }), phases, (track, from, length, phase) => {
      const after = tellRange(track, from, from + length, phase);
      for (const index of all) {
        const inside = index >= from && index <= from + length;
        expect(phaseAt(after, index)).toBe(inside ? phase : phaseAt(track, index));
      }
    }),
  );
});

test("a phase told from a sample on lasts to the next border and changes nothing before or after", () => {
  fc.assert(
    fc.property(tracks, samples, phases, (track, from, phase) => {
      const next = track.find(({ at }) => at > from)?.at ?? COUNT;
      const after = tellFrom(track, from, phase);
      for (const index of all) {
        const inside = index >= from && index < next;
        expect(phaseAt(after, index)).toBe(inside ? phase : phaseAt(track, index));
      }
    }),
  );
});

test("borders stand in order, no two neighbours alike, and their stretches fill the strip without a gap", () => {
  fc.assert(
    fc.property(tracks, (track) => {
      track.forEach(({ at, phase }, index) => {
        expect(at).toBeGreaterThan(track[index - 1]?.at ?? -1);
        expect(phase).not.toBe(track[index - 1]?.phase ?? null);
      });
      const told = stretchesOf(track, COUNT).flatMap(({ from, to, phase }) =>
        Array.from({ length: to - from + 1 }, (_, at) => [from + at, phase]),
      );
      expect(told).toEqual(all.map((index) => [index, phaseAt(track, index)]));
    }),
  );
});
