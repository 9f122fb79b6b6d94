import { expect, test } from "vitest";
import { drawnBodySchema, EMPTY_BODY } from "./annotation";

test("a text that an import would refuse as garbled is refused where it is written", () => {
  const wrote = (location: string) =>
    drawnBodySchema.safeParse({ ...EMPTY_BODY, rationale: { ...EMPTY_BODY.rationale, location } });
  expect(wrote("über dem Gallengang").success).toBe(true);
  const refused = wrote("Ã¼ber dem Gallengang");
  expect(refused.error?.issues).toMatchObject([
    { path: ["rationale", "location"], message: expect.stringMatching(/^“Ã¼” is what letters become/) },
  ]);
});
