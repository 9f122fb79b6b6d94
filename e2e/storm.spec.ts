import { expect, test } from "@playwright/test";
import { storm } from "./fixtures/storm";

// The whole of it, 200 residents and 20 s, is among the long tests.
test("in an exam, every request is sent four times at once while Postgres stands still: each answer is stored once, none refused", async () => {
  const { sent, stored, refused, audited } = await storm({ residents: 40, cases: 3, frozenSeconds: 12 });
  expect(refused).toEqual([]);
  expect(sent).toHaveLength(120);
  expect([...stored].sort()).toEqual([...sent].sort());
  expect(audited).toBe(2 * sent.length);
});
