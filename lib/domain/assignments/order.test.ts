import { describe, expect, it } from "vitest";
import { orderFor } from "./order";

const items = Array.from({ length: 12 }, (_, i) => ({ caseId: `case ${i}`, position: i + 1 }));
const idsFor = (userId: string, shuffled = true, from = items) =>
  orderFor(from, { assignmentId: "an assignment", userId, shuffled }).map(({ caseId }) => caseId);

describe("a reader's order", () => {
  it("is the set's where it is not shuffled", () => {
    expect(idsFor("anyone", false, items.toReversed())).toEqual(items.map(({ caseId }) => caseId));
  });

  it("stays, however the rows come from the database", () => {
    expect(idsFor("a reader", true, items.toReversed())).toEqual(idsFor("a reader"));
  });

  it("holds each case once, and differs between readers", () => {
    const orders = Array.from({ length: 40 }, (_, i) => idsFor(`reader ${i}`));
    for (const order of orders) expect(order.toSorted()).toEqual(idsFor("anyone", false).toSorted());
    expect(new Set(orders.map((order) => order.join())).size).toBe(40);
  });

  it("puts every case first about as often", () => {
    const firsts = new Map<string, number>();
    for (let i = 0; i < 2400; i++) {
      const [first] = idsFor(`reader ${i}`);
      firsts.set(first!, (firsts.get(first!) ?? 0) + 1);
    }
    expect(firsts.size).toBe(12);
    for (const n of firsts.values()) expect(Math.abs(n - 200)).toBeLessThan(75);
  });
});
