import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { BundleError } from "@/lib/resgo/list-files";
import { picture } from "@/lib/resgo/testing/bundle-files";
import { checkOriginal, makeRenditions } from "./make-renditions";

/** A picture of which the upper left quarter is green and the rest red. */
const marked = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#ff0000" } }).composite([
    {
      input: {
        create: {
          width: Math.floor(width / 2),
          height: Math.floor(height / 2),
          channels: 3,
          background: "#00ff00",
        },
      },
      left: 0,
      top: 0,
    },
  ]);

async function colourAt(bytes: Buffer, x: number, y: number): Promise<"red" | "green"> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return data[at]! > data[at + 1]! ? "red" : "green";
}

describe("makeRenditions", () => {
  test("makes a WebP for each width of the ladder, and never a larger one", async () => {
    const renditions = await makeRenditions(await picture(1280, 720), { width: 1280, height: 720 });
    expect(renditions.map(({ width }) => width)).toEqual([320, 960, 1280]);
    for (const { width, bytes } of renditions) {
      const { format, ...size } = await sharp(bytes).metadata();
      expect({ format, width: size.width, height: size.height }).toEqual({
        format: "webp",
        width,
        height: (width * 9) / 16,
      });
    }
    expect(
      (await makeRenditions(await picture(100, 80), { width: 100, height: 80 })).map(({ width }) => width),
    ).toEqual([100]);
  });

  test("drops all that a camera wrote: EXIF, XMP, ICC, IPTC and comments", async () => {
    const original = await marked(400, 300)
      .withExif({
        IFD0: { Copyright: "HOSPITAL-7", ImageDescription: "Patient Jane Doe" },
        IFD3: { GPSLatitude: "47/1 0/1 0/1" },
      })
      .withXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'>Jane Doe</x:xmpmeta>")
      .withIccProfile("p3")
      .jpeg()
      .toBuffer();
    expect(original.toString("latin1")).toContain("Jane Doe");
    for (const { bytes } of await makeRenditions(original, { width: 400, height: 300 })) {
      const { exif, xmp, icc, iptc, comments } = await sharp(bytes).metadata();
      expect({ exif, xmp, icc, iptc, comments }).toEqual({});
      expect(bytes.toString("latin1")).not.toMatch(/Jane|HOSPITAL|EXIF|XMP |ICCP/);
    }
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "turns a picture upright (EXIF orientation %i)",
    async (orientation) => {
      // Where the stored picture's upper left corner is once it is upright.
      const [right, lower] = {
        1: [0, 0],
        2: [1, 0],
        3: [1, 1],
        4: [0, 1],
        5: [0, 0],
        6: [1, 0],
        7: [1, 1],
        8: [0, 1],
      }[orientation]!;
      const original = await marked(400, 300).withMetadata({ orientation }).jpeg().toBuffer();
      const size = orientation < 5 ? { width: 400, height: 300 } : { width: 300, height: 400 };
      for (const { width, bytes } of await makeRenditions(original, size)) {
        const height = Math.round((size.height * width) / size.width);
        expect(await sharp(bytes).metadata()).toMatchObject({ width, height });
        const quarter = (far: number | undefined, length: number) => Math.round(length * (far ? 0.75 : 0.25));
        expect(await colourAt(bytes, quarter(right, width), quarter(lower, height))).toBe("green");
        expect(await colourAt(bytes, quarter(1 - right!, width), quarter(1 - lower!, height))).toBe("red");
      }
    },
  );

  test.each(["png", "webp", "avif", "tiff"] as const)("reads %s", async (format) => {
    const original = await marked(400, 300).toFormat(format).toBuffer();
    const [small] = await makeRenditions(original, { width: 400, height: 300 });
    expect(await colourAt(small!.bytes, 10, 10)).toBe("green");
  });

  test("reads 16 bits a channel, greys and transparency", async () => {
    for (const original of [
      await marked(64, 48).toColourspace("rgb16").png().toBuffer(),
      await marked(64, 48).greyscale().png().toBuffer(),
      await marked(64, 48).ensureAlpha(0.5).png().toBuffer(),
    ]) {
      const [only] = await makeRenditions(original, { width: 64, height: 48 });
      expect(await sharp(only!.bytes).metadata()).toMatchObject({ width: 64, height: 48, depth: "uchar" });
    }
  });

  test("refuses a picture that was cut short, in every format, wherever it was cut", async () => {
    const noise = await sharp({
      create: {
        width: 96,
        height: 64,
        channels: 3,
        background: "#000",
        noise: { type: "gaussian", mean: 128, sigma: 40 },
      },
    })
      .png()
      .toBuffer();
    for (const format of ["jpeg", "png", "webp", "avif", "tiff"] as const) {
      const whole = await sharp(noise).toFormat(format).toBuffer();
      for (const share of [0.3, 0.6, 0.9]) {
        const cut = whole.subarray(0, Math.floor(whole.length * share));
        await expect(
          checkOriginal(cut, { width: 96, height: 64, deep: false }),
          `${format} ${share}`,
        ).rejects.toBeInstanceOf(BundleError);
      }
      await checkOriginal(whole, { width: 96, height: 64, deep: false });
    }
  });

  test("refuses a picture that is of another size than its header said", async () => {
    await expect(
      checkOriginal(await picture(64, 48), { width: 64, height: 50, deep: false }),
    ).rejects.toThrow("decodes to 64 × 48 pixels");
  });
});
