import { test } from "vitest";
import { tryLists } from "../testing/try-lists";

test("nobody in ten thousand lists is invited as anything else than its writer meant", () => {
  tryLists(10_000);
});
