import { test } from "vitest";
import { tryDamagedPictures } from "./testing/try-damaged-pictures";

test("each of ten thousand damaged pictures is taken and made into every size, or refused in a sentence", async () => {
  await tryDamagedPictures(10_000);
});
