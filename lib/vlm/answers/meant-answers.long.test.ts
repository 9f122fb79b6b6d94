import { test } from "vitest";
import { tryAnswers } from "../testing/try-answers";

test("none of ten thousand answers is read as anything else than its writer meant", () => {
  tryAnswers(10_000);
});
