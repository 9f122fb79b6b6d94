import { describe, expect, it } from "vitest";
import { takenForMost } from "./taken-for";

describe("takenForMost", () => {
  it("names the phase that was named most, and of how many", () =>
    expect(takenForMost("B", { A: 2, B: 20, C: 4, D: 1 })).toEqual({ phase: "C", n: 4, of: 27 }));

  it("of two as often, the earlier", () =>
    expect(takenForMost("D", { A: 0, B: 3, C: 3, D: 0 })).toEqual({ phase: "B", n: 3, of: 6 }));

  it("is nothing where every answer was right, or there is none", () => {
    expect(takenForMost("A", { A: 9, B: 0, C: 0, D: 0 })).toBeNull();
    expect(takenForMost("A", { A: 0, B: 0, C: 0, D: 0 })).toBeNull();
  });
});
