import { test } from "vitest";
import { tryLabelMe } from "./testing/try-labelme";

test("no box of a LabelMe file is taken that was not drawn, or for another frame", async () => {
  await tryLabelMe(500);
});
