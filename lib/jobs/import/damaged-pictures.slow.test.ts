import { test } from "vitest";
import { tryDamagedPictures } from "./testing/try-damaged-pictures";

test("a damaged picture is taken and made into every size, or refused in a sentence", async () => {
  await tryDamagedPictures(300);
});
