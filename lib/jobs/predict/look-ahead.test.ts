import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookAhead } from "./look-ahead";

const items = (count: number, bytes = 1) => Array.from({ length: count }, (_, name) => ({ name, bytes }));
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("lookAhead", () => {
  test("gives each item its own, whatever the order they are taken in", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...items(30).keys()]),
        fc.integer({ min: 1, max: 9 }),
        async (order, ahead) => {
          const list = items(30);
          const take = lookAhead(list, ahead, async ({ name }) => `made of ${name}`);
          for (const name of order) expect(await take(list[name]!)).toBe(`made of ${name}`);
          expect(await take({ name: 99, bytes: 1 })).toBe("made of 99");
          expect(await take(list[0]!)).toBe("made of 0");
        },
      ),
    );
  });

  test("is ahead by so many, and makes each once", async () => {
    const list = items(20);
    const made: number[] = [];
    const take = lookAhead(list, 3, async ({ name }) => void made.push(name));
    await take(list[0]!);
    await settle();
    expect(made).toEqual([0, 1, 2, 3]);
    for (const item of list) if (item.name > 0) await take(item);
    expect(made).toEqual(list.map(({ name }) => name));
  });

  test("holds no more than some megabytes, but always one thing", async () => {
    const list = items(20, 30_000_000);
    const made: number[] = [];
    const take = lookAhead(list, 10, async ({ name }) => void made.push(name));
    await take(list[0]!);
    await settle();
    expect(made).toEqual([0, 1, 2]);
    const huge = items(3, 100_000_000);
    const one = lookAhead(huge, 10, async ({ name }) => name);
    expect(await Promise.all(huge.map(one))).toEqual([0, 1, 2]);
  });

  test("tells of a failure whoever takes the thing, and goes on with the others", async () => {
    const list = items(9);
    const take = lookAhead(list, 9, async ({ name }) => {
      if (name === 4) throw new Error("damaged");
      return name;
    });
    await take(list[0]!);
    await expect(take(list[4]!)).rejects.toThrow("damaged");
    expect(await take(list[8]!)).toBe(8);
  });
});
