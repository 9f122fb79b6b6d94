import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGridKey } from "./grid-keys";

const press = (key: string, over: object = {}) => ({ key, shiftKey: false, mod: false, ...over });
const grid = { count: 10, columns: 4 };

describe("readGridKey", () => {
  it("moves by cases and rows, and stays at the ends", () => {
    const to = (key: string, at: number) => {
      const move = readGridKey(press(key), at, grid);
      return move && "to" in move ? move.to : null;
    };
    expect(to("ArrowRight", 0)).toBe(1);
    expect(to("ArrowDown", 1)).toBe(5);
    expect(to("ArrowUp", 1)).toBe(1);
    expect(to("ArrowLeft", 0)).toBe(0);
    expect(to("ArrowRight", 9)).toBe(9);
    expect(to("ArrowDown", 7)).toBe(9);
    expect(to("End", 2)).toBe(9);
    expect(to("Home", 7)).toBe(0);
    expect(to("PageUp", 7)).toBe(0);
  });

  it("opens, selects, selects all and clears", () => {
    expect(readGridKey(press("Enter"), 0, grid)).toEqual({ action: "open" });
    expect(readGridKey(press(" "), 0, grid)).toEqual({ action: "open" });
    expect(readGridKey(press("x"), 0, grid)).toEqual({ action: "select" });
    expect(readGridKey(press("a", { mod: true }), 0, grid)).toEqual({ action: "select-all" });
    expect(readGridKey(press("Escape"), 0, grid)).toEqual({ action: "clear" });
    expect(readGridKey(press("ArrowRight", { shiftKey: true }), 0, grid)).toEqual({ to: 1, extend: true });
  });

  it("leaves other keys to the browser, and never leaves the grid", () => {
    expect(readGridKey(press("c", { mod: true }), 0, grid)).toBeNull();
    expect(readGridKey(press("q"), 0, grid)).toBeNull();
    const keys = fc.constantFrom(
      "ArrowLeft",
      "ArrowRight",
      "ArrowUp",
      "ArrowDown",
      "PageUp",
      "PageDown",
      "Home",
      "End",
    );
    fc.assert(
      fc.property(
        keys,
        fc.nat(49),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (key, at, count, columns) => {
          const move = readGridKey(press(key), at % count, { count, columns });
          if (!move || !("to" in move)) throw new Error("no move");
          expect(move.to).toBeGreaterThanOrEqual(0);
          expect(move.to).toBeLessThan(count);
        },
      ),
    );
  });
});
