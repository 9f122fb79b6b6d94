import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advance,
  type CaseStanding,
  type Duty,
  isUnanimous,
  type Judge,
  type Move,
  type Step,
  taskOf,
} from "./step";

const base: CaseStanding = { step: "annotating", authorId: "ann", chiefs: ["one", "two"], agreed: [] };
const judge = (id: string, ...duties: Duty[]): Judge => ({ id, duties });

describe("advance", () => {
  test.each<[string, Partial<CaseStanding>, Judge, Move, Step]>([
    ["submitted", {}, judge("ann", "annotator"), { type: "submit" }, "checking"],
    ["checked", { step: "checking" }, judge("ch", "checker"), { type: "check", agrees: true }, "reviewing"],
    [
      "sent back by a checker",
      { step: "checking" },
      judge("ch", "checker"),
      { type: "check", agrees: false },
      "annotating",
    ],
    [
      "the first chief agrees",
      { step: "reviewing" },
      judge("one", "chief"),
      { type: "review", agrees: true },
      "reviewing",
    ],
    [
      "the last chief agrees",
      { step: "reviewing", agreed: ["two"] },
      judge("one", "chief"),
      { type: "review", agrees: true },
      "published",
    ],
    [
      "one chief is enough to send back",
      { step: "reviewing", agreed: ["two"] },
      judge("one", "chief"),
      { type: "review", agrees: false },
      "annotating",
    ],
    [
      "a chief's own work needs the others alone",
      { step: "reviewing", authorId: "one" },
      judge("two", "chief"),
      { type: "review", agrees: true },
      "published",
    ],
    [
      "a chief who left doesn't count",
      { step: "reviewing", chiefs: ["one"], agreed: ["gone"] },
      judge("one", "chief"),
      { type: "review", agrees: true },
      "published",
    ],
    ["taken up again", { step: "published" }, judge("ann", "annotator"), { type: "revise" }, "annotating"],
  ])("%s", (_, standing, who, move, step) => {
    expect(advance({ ...base, ...standing }, who, move)).toEqual({ step });
  });

  test.each<[string, Partial<CaseStanding>, Judge, Move, RegExp]>([
    ["a checker doesn't annotate", {}, judge("ch", "checker"), { type: "submit" }, /not your duty/],
    [
      "an annotator doesn't check",
      { step: "checking" },
      judge("b", "annotator"),
      { type: "check", agrees: true },
      /not your duty/,
    ],
    [
      "nobody checks their own",
      { step: "checking" },
      judge("ann", "checker"),
      { type: "check", agrees: true },
      /own work/,
    ],
    [
      "nobody reviews their own",
      { step: "reviewing", authorId: "one" },
      judge("one", "chief"),
      { type: "review", agrees: true },
      /own work/,
    ],
    [
      "not before it is checked",
      { step: "checking" },
      judge("one", "chief"),
      { type: "review", agrees: true },
      /being checked/,
    ],
    [
      "not once it is published",
      { step: "published" },
      judge("one", "chief"),
      { type: "review", agrees: false },
      /published/,
    ],
    ["not twice", { step: "checking" }, judge("ann", "annotator"), { type: "submit" }, /being checked/],
    ["not while it is annotated", {}, judge("one", "chief"), { type: "revise" }, /sent back/],
  ])("%s", (_, standing, who, move, problem) => {
    expect(advance({ ...base, ...standing }, who, move)).toEqual({ problem: expect.stringMatching(problem) });
  });

  test("nothing is published without the agreement of every chief but its author", () => {
    const person = fc.constantFrom("a", "b", "c", "d");
    const people = fc.uniqueArray(person);
    fc.assert(
      fc.property(people, people, person, person, (chiefs, agreed, authorId, id) => {
        const standing = { step: "reviewing", authorId, chiefs, agreed } as const;
        const outcome = advance(standing, judge(id, "chief"), { type: "review", agrees: true });
        if (!("step" in outcome) || outcome.step !== "published") return;
        expect(id).not.toBe(authorId);
        const all = [...agreed, id];
        expect(chiefs.filter((chief) => chief !== authorId).every((chief) => all.includes(chief))).toBe(true);
      }),
    );
  });
});

test("without a chief there is no unanimity", () => {
  expect(isUnanimous({ chiefs: [], authorId: "ann", agreed: [] })).toBe(false);
  expect(isUnanimous({ chiefs: ["ann"], authorId: "ann", agreed: ["ann"] })).toBe(false);
});

describe("taskOf", () => {
  const all = judge("me", "annotator", "checker", "chief");
  test.each<[Partial<CaseStanding>, Judge, boolean, ReturnType<typeof taskOf>]>([
    [{}, all, false, "annotate"],
    [{}, judge("me", "checker"), false, null],
    [{ step: "checking" }, all, false, "read-blind"],
    [{ step: "checking" }, all, true, "check"],
    [{ step: "checking", authorId: "me" }, all, true, null],
    [{ step: "reviewing", chiefs: ["me"] }, all, true, "review"],
    [{ step: "reviewing", chiefs: ["me"], agreed: ["me"] }, all, true, null],
    [{ step: "reviewing", authorId: "me" }, all, true, null],
    [{ step: "published" }, all, true, null],
    [{ step: "checking" }, judge("me"), true, null],
  ])("%j", (standing, who, seen, task) => {
    expect(taskOf({ ...base, ...standing }, who, seen)).toBe(task);
  });
});
