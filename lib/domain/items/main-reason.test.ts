import { describe, expect, it } from "vitest";
import { hardestFirst, mainReason } from "./main-reason";

const named = (phase: "A" | "B" | "C" | "D") => ({ phase, zone: null });
const drew = (zone: "shifted" | "missed") => ({ phase: null, zone });

describe("why a case was missed", () => {
  it("is what most of those who missed it did, of all who answered", () => {
    const misses = [named("B"), drew("shifted"), named("B"), named("C")];
    expect(mainReason(misses, 9)).toEqual({ phase: "B", zone: null, n: 2, of: 9 });
    expect(mainReason([drew("missed"), named("B"), drew("missed")], 5)).toEqual({
      phase: null,
      zone: "missed",
      n: 2,
      of: 5,
    });
  });

  it("is the first of two that are as frequent", () => {
    expect(mainReason([named("C"), named("B")], 5)?.phase).toBe("C");
  });

  it("is not said of fewer than five answers, nor where everybody hit", () => {
    expect(mainReason([named("B"), named("B")], 4)).toBeNull();
    expect(mainReason([], 12)).toBeNull();
  });
});

it("puts the hardest first, and what too few have answered last", () => {
  const item = (id: number, n: number, share: number | null) => ({ id, statistics: { n, share } });
  const items = [item(1, 4, 0), item(2, 6, 0.5), item(3, 0, null), item(4, 9, 0.1), item(5, 5, 0.5)];
  expect(hardestFirst(items).map(({ id }) => id)).toEqual([4, 2, 5, 1, 3]);
});
