import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortRows } from "./sort-rows";

const by = (values: readonly (string | number | null)[], descending: boolean) =>
  sortRows(values, (value) => value, descending);

describe("sortRows", () => {
  it("puts rows without a value last, whichever way", () => {
    expect(by([2, null, 1], false)).toEqual([1, 2, null]);
    expect(by([2, null, 1], true)).toEqual([2, 1, null]);
  });

  it("reads numbers within texts, and takes no notice of case", () => {
    expect(by(["video 10", "Video 9", "anna"], false)).toEqual(["anna", "Video 9", "video 10"]);
  });

  it("keeps the order of equals, and loses no row", () => {
    const row = fc.record({ key: fc.constantFrom(null, 1, 2), place: fc.nat() });
    fc.assert(
      fc.property(fc.array(row), fc.boolean(), (rows, descending) => {
        const sorted = sortRows(rows, ({ key }) => key, descending);
        for (const key of [null, 1, 2]) {
          expect(sorted.filter((one) => one.key === key)).toEqual(rows.filter((one) => one.key === key));
        }
      }),
    );
  });
});
