import fc from "fast-check";
import { expect, test } from "vitest";
import { changeCut, cutSchema, isKept, newCut, outsideIn } from "./cut";
import { phaseAt } from "./phase-track";
import type { Mark } from "./screening";

const marks: readonly (Mark | null)[] = [null, "outside", "black", null, "same", "outside", "blurred", null];
const start = newCut(0.2);
const keptOf = (cut: typeof start): number[] => [...marks.keys()].filter((at) => isKept(cut, at, marks[at]!));

test("the rule decides until a person does", () => {
  expect(keptOf(start)).toEqual([0, 3, 7]);
  const dropped = changeCut(start, { type: "drop", stretch: { from: 2, to: 4 } });
  expect(keptOf(dropped)).toEqual([0, 7]);
  expect(keptOf(changeCut(dropped, { type: "undecide", stretch: { from: 0, to: 7 } }))).toEqual([0, 3, 7]);
});

test("a frame outside the body is kept only where that is asked for apart", () => {
  const stretch = { from: 0, to: 7 };
  expect(outsideIn(start, stretch, marks)).toBe(2);
  const once = changeCut(start, { type: "keep", stretch, marks, outsideToo: false });
  expect(keptOf(once)).toEqual([0, 2, 3, 4, 6, 7]);
  const twice = changeCut(once, { type: "keep", stretch, marks, outsideToo: true });
  expect(keptOf(twice)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(outsideIn(twice, stretch, marks)).toBe(0);
});

test("nothing before the clip’s start or after its end is kept, whatever was decided", () => {
  const all = changeCut(start, { type: "keep", stretch: { from: 0, to: 7 }, marks, outsideToo: true });
  const cut = changeCut(changeCut(all, { type: "first", sample: 2 }), { type: "last", sample: 5 });
  expect(keptOf(cut)).toEqual([2, 3, 4, 5]);
  // A start after the end leaves the end open again.
  expect(changeCut(cut, { type: "first", sample: 6 }).last).toBeNull();
  expect(changeCut(cut, { type: "last", sample: 1 }).first).toBeNull();
});

test("a phase told at one sample lasts, one told of a range is the range’s alone", () => {
  const lasting = changeCut(start, { type: "phase", stretch: { from: 2, to: 2 }, phase: "A" });
  const cut = changeCut(lasting, { type: "phase", stretch: { from: 4, to: 5 }, phase: "B" });
  expect([...marks.keys()].map((at) => phaseAt(cut.phases, at) ?? "-").join("")).toBe("--AABBAA");
});

test("whatever is done, what is kept on the device can be read again", () => {
  const sample = fc.integer({ min: 0, max: 9 });
  const stretch = fc.tuple(sample, sample).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  const action = fc.oneof(
    fc.record({
      type: fc.constant("keep" as const),
      stretch,
      marks: fc.constant(marks),
      outsideToo: fc.boolean(),
    }),
    fc.record({ type: fc.constantFrom("drop" as const, "undecide" as const), stretch }),
    fc.record({
      type: fc.constant("phase" as const),
      stretch,
      phase: fc.constantFrom("A" as const, "D" as const, null),
    }),
    fc.record({ type: fc.constantFrom("first" as const, "last" as const), sample: fc.option(sample) }),
    fc.record({ type: fc.constant("cover" as const), box: fc.constant([0, 0, 10, 4] as const) }),
    fc.record({ type: fc.constant("uncover" as const), index: sample }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      const cut = actions.reduce(changeCut, start);
      expect(cutSchema.parse(JSON.parse(JSON.stringify(cut)))).toEqual(cut);
      if (cut.first !== null && cut.last !== null) expect(cut.first).toBeLessThanOrEqual(cut.last);
    }),
  );
});
