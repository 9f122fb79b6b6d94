import { test } from "vitest";
import { tryLists } from "../testing/try-lists";

test("nobody in a list that is taken is invited as anything else than its writer meant", () => {
  tryLists(500);
});
