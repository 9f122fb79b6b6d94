import { expect, it } from "vitest";
import { storm } from "./fixtures/storm";

it("200 residents in an exam, each request four times at once, Postgres standing still for 20 s: each answer is stored once, none refused", async () => {
  const { sent, stored, refused, audited, seconds, longest } = await storm({
    residents: 200,
    cases: 6,
    frozenSeconds: 20,
  });
  process.stdout.write(
    `${sent.length} answers, ${(2 * sent.length + 200) * 4} requests, in ${seconds.toFixed(0)} s; the longest took ${longest.toFixed(0)} s\n`,
  );
  expect(refused).toEqual([]);
  expect(sent).toHaveLength(1200);
  expect([...stored].sort()).toEqual([...sent].sort());
  expect(audited).toBe(2 * sent.length);
});
