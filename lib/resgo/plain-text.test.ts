import { expect, test } from "vitest";
import { latinWords, nameKey } from "./plain-text";

test("names are known by what their spellings share", () => {
  expect(nameKey("Vid  18 ")).toBe(nameKey("VID 18"));
  expect(latinWords("Calot’s  TRIANGLE (é)")).toBe("calots triangle e");
});
