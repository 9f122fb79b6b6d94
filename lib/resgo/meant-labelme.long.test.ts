import { test } from "vitest";
import { tryLabelMe } from "./testing/try-labelme";

test("no box of ten thousand LabelMe files is taken that was not drawn, or for another frame", async () => {
  await tryLabelMe(10_000);
});
