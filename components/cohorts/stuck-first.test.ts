import { expect, it } from "vitest";
import type { ResidentRow } from "@/lib/domain/cohorts/views";
import { stuckFirst } from "./stuck-first";

const row = (name: string, concerns: number, overdue: number): ResidentRow => ({
  id: name,
  name,
  active: true,
  trainingYear: 3,
  figures: { acc: null, mIoU: null, ha25: null, hmIoU: null },
  n: 0,
  contact: { n: 0, over: 0, mean: null },
  lastAnswerAt: null,
  overdue,
  concerns: Array.from({ length: concerns }, (_, index) => ({ rule: String(index), text: "" })),
});

it("brings up those whom most rules concern, then overdue work, and leaves equals in their order", () => {
  const rows = [row("Ann", 0, 0), row("Ben", 1, 0), row("Cleo", 0, 2), row("Dan", 1, 1), row("Eve", 0, 0)];
  expect(stuckFirst(rows).map(({ name }) => name)).toEqual(["Dan", "Ben", "Cleo", "Ann", "Eve"]);
});
