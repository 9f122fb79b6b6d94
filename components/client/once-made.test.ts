import { expect, it } from "vitest";
import type { Answer } from "./call";
import { onceMade } from "./once-made";

const unreachable: Answer<string> = {
  why: "unreachable",
  problem: "Calot can’t be reached.",
  status: null,
  title: "Not stored",
  afterMs: null,
};

it("asks again under the same id for as long as no word came that it was made", async () => {
  const ids: string[] = [];
  let answer: Answer<string> = unreachable;
  const make = onceMade<{ readonly name: string }, string>(async ({ id }) => {
    ids.push(id);
    return answer;
  });
  await make({ name: "A" });
  await make({ name: "A" });
  answer = { value: "made" };
  expect(await make({ name: "A" })).toEqual({ value: "made" });
  await make({ name: "A" });
  answer = unreachable;
  await make({ name: "B" });
  const [first, second, third, anew, other] = ids;
  expect([second, third]).toEqual([first, first]);
  expect(new Set([first, anew, other]).size).toBe(3);
});
