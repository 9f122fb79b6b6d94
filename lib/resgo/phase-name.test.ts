import { describe, expect, test } from "vitest";
import { readPhase } from "./phase-name";

describe("readPhase", () => {
  test.each([
    ["A", "A"],
    ["d", "D"],
    ["Phase B", "B"],
    ["PHASE C", "C"],
    ["phase_d", "D"],
    ["(A)", "A"],
    ["Surgical phase A", "A"],
    ["Phase A - Preparation of the Go Zone", "A"],
    ["Phase A – preparation of the go zone", "A"],
    ["Phase A: Preparation of the Go-Zone", "A"],
    ["B. Dissection of Calot's Triangle", "B"],
    ["Dissection of Calot's Triangle", "B"],
    ["Dissection of Calot’s Triangle", "B"],
    ["dissection of Calot triangle", "B"],
    ["Phase B — DISSECTION OF CALOT`S TRIANGLE", "B"],
    ["Clip and Divide", "C"],
    ["  Phase  D  -  Gallbladder Dissection from Liver Bed  ", "D"],
  ])("reads %j", (text, phase) => {
    expect(readPhase(text)).toEqual({ phase });
  });

  test.each(["", "E", "Phase", "Phase AB", "A or B", "Phase A - something else", "1", "Phase A/B"])(
    "refuses %j",
    (text) => {
      expect(readPhase(text)).toHaveProperty("problem");
    },
  );

  test("refuses a letter and a name that disagree, and says how", () => {
    expect(readPhase("Phase A - Clip and Divide")).toEqual({
      problem: "“Phase A - Clip and Divide” names two phases: Clip and Divide is phase C, not A.",
    });
  });
});
