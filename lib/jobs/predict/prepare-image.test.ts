import fc from "fast-check";
import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { prepareImage } from "./prepare-image";
import { AS_IT_IS } from "./sent-size";
import { stripMetadata } from "./strip-metadata";

const size = { width: 40, height: 24 };

/** A picture with something to see in every pixel. */
function painted({ width, height } = size): Sharp {
  const data = Buffer.from(Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 251));
  return sharp(data, { raw: { width, height, channels: 3 } });
}

const withExif = (picture: Sharp): Sharp =>
  picture.withExif({ IFD0: { Artist: "Dr Secret", ImageDescription: "secret" } });
const pixels = (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).removeAlpha().raw().toBuffer();

describe("prepareImage", () => {
  test.each([
    ["jpeg", (picture: Sharp) => picture.jpeg()],
    ["jpeg", (picture: Sharp) => picture.jpeg({ progressive: true })],
    ["png", (picture: Sharp) => picture.png()],
    ["webp", (picture: Sharp) => picture.webp()],
    ["webp", (picture: Sharp) => picture.webp({ lossless: true })],
  ])("sends an upright %s as it is, but for what is written in it", async (format, encode) => {
    const plain = await encode(painted()).toBuffer();
    const signed = await encode(withExif(painted())).toBuffer();
    expect(signed.includes("Dr Secret")).toBe(true);
    for (const original of [plain, signed]) {
      const { bytes, mediaType } = await prepareImage(original, size, AS_IT_IS);
      expect(mediaType).toBe(`image/${format}`);
      expect(Buffer.from(bytes).includes("ecret")).toBe(false);
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      expect(await pixels(bytes)).toEqual(await pixels(plain));
    }
  });

  test("keeps a colour profile, and leaves out comments and what follows the picture", async () => {
    const profiled = await painted().withIccProfile("p3").jpeg().toBuffer();
    const comment = Buffer.from("\xff\xfe\x00\x08secret", "latin1");
    const original = Buffer.concat([
      profiled.subarray(0, 2),
      comment,
      profiled.subarray(2),
      Buffer.from("secret"),
    ]);
    const { bytes } = await prepareImage(original, size, AS_IT_IS);
    expect(Buffer.from(bytes).includes("secret")).toBe(false);
    expect((await sharp(bytes).metadata()).icc).toBeDefined();
    expect(await pixels(bytes)).toEqual(await pixels(profiled));
  });

  test("turns a picture upright without loss", async () => {
    const lying = await painted({ width: 24, height: 40 }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { bytes, mediaType } = await prepareImage(lying, size, AS_IT_IS);
    expect(mediaType).toBe("image/png");
    expect(await pixels(bytes)).toEqual(await sharp(lying).autoOrient().raw().toBuffer());
  });

  test("sends other formats as PNG", async () => {
    const tiff = await painted().tiff({ compression: "lzw" }).toBuffer();
    const { bytes, mediaType } = await prepareImage(tiff, size, AS_IT_IS);
    expect(mediaType).toBe("image/png");
    expect(await pixels(bytes)).toEqual(await pixels(tiff));
  });

  test("makes a picture of too many pixels smaller, and no other", async () => {
    const original = await painted().png().toBuffer();
    const { bytes } = await prepareImage(original, size, { maxPixels: 240, multipleOf: null });
    const { width, height } = await sharp(bytes).metadata();
    expect(width * height).toBeLessThanOrEqual(240);
    expect([width, height]).toEqual([20, 12]);
    expect((await prepareImage(original, size, { maxPixels: 960, multipleOf: null })).mediaType).toBe(
      "image/png",
    );
  });

  test("refuses a damaged picture, and one of another size", async () => {
    const jpeg = await painted().jpeg().toBuffer();
    await expect(prepareImage(jpeg, { width: 24, height: 40 }, AS_IT_IS)).rejects.toThrow("40 × 24 pixels");
    await expect(prepareImage(jpeg.subarray(0, 100), size, AS_IT_IS)).rejects.toThrow("damaged");
    await expect(prepareImage(Buffer.from("<svg/>"), size, AS_IT_IS)).rejects.toThrow("no picture");
  });
});

describe("stripMetadata", () => {
  test("never throws, whatever the bytes", async () => {
    const originals = await Promise.all(
      [painted().jpeg(), painted().png(), painted().webp()].map((picture) => picture.toBuffer()),
    );
    const formats = ["jpeg", "png", "webp"] as const;
    fc.assert(
      fc.property(fc.nat(2), fc.nat(), fc.nat(), fc.nat(255), (which, cut, place, byte) => {
        const bytes = Buffer.from(originals[which]!.subarray(0, cut % (originals[which]!.length + 1)));
        if (bytes.length > 0) bytes[place % bytes.length] = byte;
        const stripped = stripMetadata(bytes, formats[which]!);
        expect(stripped === null || stripped.length <= Math.max(12, bytes.length)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
