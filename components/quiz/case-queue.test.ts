import { describe, expect, it } from "vitest";
import type { StageCase } from "@/lib/domain/attempts/views";
import { addCases, idsToExclude, newQueue, takeCase } from "./case-queue";

const stageCase = (id: string): StageCase => ({
  id,
  width: 854,
  height: 480,
  frameUrl: `/api/cases/${id}/frame`,
  frameVersion: "v",
  answered: false,
  notice: null,
  datasetId: "d",
  open: null,
});
const cases = (...ids: string[]): StageCase[] => ids.map(stageCase);
const ids = (list: readonly StageCase[]): string[] => list.map(({ id }) => id);

describe("the queue", () => {
  it("holds no case twice, nor the one on stage", () => {
    const queue = newQueue(stageCase("a"), cases("a", "b", "b"));
    expect(ids(queue.upcoming)).toEqual(["b"]);
    expect(ids(addCases(queue, cases("c", "a", "b", "d", "c"), ["d"]).upcoming)).toEqual(["b", "c"]);
  });

  it("gives the cases in order, then none", () => {
    const first = takeCase(newQueue(stageCase("a"), cases("b", "c")));
    expect(first?.stageCase.id).toBe("b");
    expect(first?.queue.onStage).toBe("b");
    const second = takeCase(first!.queue);
    expect(second?.stageCase.id).toBe("c");
    expect(takeCase(second!.queue)).toBeNull();
  });

  it("asks for no case that it has, nor for one whose answer is not sent; within the server's limit", () => {
    const queue = newQueue(stageCase("a"), cases("b", "c"));
    expect(idsToExclude(queue, ["z", "b"])).toEqual(["a", "b", "c", "z"]);
    const many = Array.from({ length: 80 }, (_, i) => `u${i}`);
    expect(idsToExclude(queue, many)).toHaveLength(50);
  });
});
