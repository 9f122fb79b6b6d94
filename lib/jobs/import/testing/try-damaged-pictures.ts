import fc from "fast-check";
import sharp from "sharp";
import { expect } from "vitest";
import { BundleError } from "@/lib/resgo/list-files";
import { inspectPicture } from "@/lib/resgo/picture";
import { testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { checkOriginal, makeRenditions } from "../make-renditions";

const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
const whole = await Promise.all(
  (["jpeg", "png", "webp", "avif", "tiff"] as const).map((format) =>
    sharp({ create: { width: 96, height: 64, channels: 3, background: "#000", noise } })
      .toFormat(format)
      .toBuffer(),
  ),
);

const damage = fc.record({
  of: fc.nat(whole.length - 1),
  // Headers are short; what is changed in them matters most.
  bytes: fc.array(fc.tuple(fc.oneof(fc.nat(300), fc.nat(100_000)), fc.nat(255)), { maxLength: 6 }),
  keep: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});

/**
 * Damages whole pictures of all formats, and takes each in as an import does: it is made into every size, or refused in a
 * sentence. One that hangs ends by the test's time.
 */
export async function tryDamagedPictures(runs: number): Promise<void> {
  const folder = await testFolder();
  await fc.assert(
    fc.asyncProperty(damage, async ({ of, bytes, keep }) => {
      const damaged = Buffer.from(whole[of]!);
      for (const [at, value] of bytes) damaged[at % damaged.length] = value;
      const file = keep === null ? damaged : damaged.subarray(0, Math.floor(damaged.length * keep));
      await writeFiles(folder, { "1.jpg": file });
      const taken = await inspectPicture(folder, { file: "1.jpg", embedded: false })
        .then(async (picture) => {
          await checkOriginal(file, picture);
          return picture;
        })
        .catch((cause: unknown) => {
          expect(cause).toBeInstanceOf(BundleError);
          expect((cause as Error).message).toMatch(/\.$/);
          return null;
        });
      if (taken) expect((await makeRenditions(file, taken)).length).toBeGreaterThan(0);
    }),
    { numRuns: runs },
  );
}
