import { test } from "vitest";
import { tryAnswers } from "../testing/try-answers";

test("no answer is read as anything else than its writer meant", () => {
  tryAnswers(500);
});
