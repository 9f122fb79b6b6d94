import fc from "fast-check";
import { expect, it } from "vitest";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { withinBytes } from "./within-bytes";

it("never holds more than fits, but for one that is larger alone, and does all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(150), { maxLength: 40 }), async (sizes) => {
      const within = withinBytes(100);
      const [now, done]: [number[], number[]] = [[], []];
      await eachAtOnce(sizes, 8, (bytes, index) =>
        within(bytes, async () => {
          now.push(bytes);
          const sum = now.reduce((all, each) => all + each, 0);
          expect(sum <= 100 || now.length === 1).toBe(true);
          for (let i = 0; i < index % 3; i++) await Promise.resolve();
          now.splice(now.indexOf(bytes), 1);
          done.push(index);
        }),
      );
      expect(done.toSorted((a, b) => a - b)).toEqual(sizes.map((_, index) => index));
    }),
  );
});

it("goes on after one that failed", async () => {
  const within = withinBytes(10);
  await expect(within(10, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await within(10, async () => "yes")).toBe("yes");
});
