import { describe, expect, it } from "vitest";
import { readProblem } from "./form-problem";

const FIELDS = ["due", "release", "audience"];

describe("readProblem", () => {
  it("takes a field's sentence to the field", () => {
    expect(readProblem("due: it must be due after it opens.", FIELDS)).toEqual({
      field: "due",
      words: "It must be due after it opens.",
    });
  });

  it("takes what is wrong within a field to the field", () => {
    expect(readProblem("release.at: Give a day and a time.", FIELDS)).toEqual({
      field: "release",
      words: "Give a day and a time.",
    });
    expect(readProblem("audience.userIds.3: One is named twice.", FIELDS).field).toBe("audience");
  });

  it.each([
    "Calot can’t be reached just now. It may be stored all the same: look, then try again.",
    "seed: it is not right.",
    "The times: look at them once more.",
  ])("leaves a sentence about the whole as it is: %s", (words) => {
    expect(readProblem(words, FIELDS)).toEqual({ field: null, words });
  });
});
