import { test } from "vitest";
import { tryJudging } from "../testing/try-judging";

test("of a thousand runs of each kind, those in another convention are told, and others are not", () => {
  console.log(tryJudging(1_000).join("\n"));
});
