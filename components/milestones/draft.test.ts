import { describe, expect, it } from "vitest";
import { type MilestoneDraft, moveDraft, readDraft, toDraft } from "./draft";

const draft: MilestoneDraft = {
  key: "k",
  code: "MK-2",
  name: "Knows the phase",
  figure: "acc",
  levels: "40, 55;70 85%",
};

describe("readDraft", () => {
  it("reads shares in %, parted by commas, semicolons or blanks, and writes them back", () => {
    const read = readDraft(draft);
    expect(read).toEqual({
      milestone: { code: "MK-2", name: "Knows the phase", figure: "acc", levels: [0.4, 0.55, 0.7, 0.85] },
    });
    if ("milestone" in read) expect(toDraft(read.milestone, "k").levels).toBe("40, 55, 70, 85");
  });

  it("takes levels of a Brier score the other way round", () => {
    expect(readDraft({ ...draft, figure: "zoneBrier", levels: "0.3 0.2" })).toHaveProperty("milestone");
    expect(readDraft({ ...draft, figure: "zoneBrier", levels: "0.2 0.3" })).toEqual({
      problem: "Level 2 must be lower than level 1: of a Brier score less is better.",
    });
  });

  it.each([
    [{ levels: "70, 55" }, "Level 2 must be higher than level 1."],
    [{ levels: "half" }, "A level is a number."],
    [{ levels: "" }, "Give one level at least."],
    [{ levels: "140" }, "A level lies from 0 to 100 %."],
    [{ levels: "1,2,3,4,5,6" }, "There are 5 levels at most."],
    [{ code: " " }, "The code is empty."],
    [{ figure: "mIoU" as const, levels: "40" }, "A level lies from 0 to 1."],
  ])("says what is wrong with %j", (change, problem) => {
    expect(readDraft({ ...draft, ...change })).toEqual({ problem });
  });
});

describe("moveDraft", () => {
  it("moves a row, and nothing past the ends", () => {
    const rows = ["a", "b", "c"].map((key) => ({ ...draft, key }));
    const keys = (moved: readonly MilestoneDraft[]) => moved.map(({ key }) => key).join("");
    expect(keys(moveDraft(rows, 0, 1))).toBe("bac");
    expect(keys(moveDraft(rows, 2, -1))).toBe("acb");
    expect(moveDraft(rows, 0, -1)).toBe(rows);
    expect(moveDraft(rows, 2, 1)).toBe(rows);
  });
});
