import { access, readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { metadata } from "@/app/layout";

const inPublic = (address: string): string => path.join("public", address);

describe("the icons", () => {
  it("are there in the sizes that the manifest names", async () => {
    const { icons } = JSON.parse(await readFile(inPublic("manifest.webmanifest"), "utf8")) as {
      icons: { src: string; sizes: string }[];
    };
    const sizes = await Promise.all(
      icons.map(async ({ src }) => {
        const { width, height, format } = await sharp(inPublic(src)).metadata();
        return format === "svg" ? "any" : `${width}x${height}`;
      }),
    );
    expect(icons.map((icon) => icon.sizes)).toEqual(sizes);
  });

  it("are there where every page names them", async () => {
    const { icon, apple } = metadata.icons as { icon: { url: string }[]; apple: string };
    for (const address of [metadata.manifest as string, apple, ...icon.map(({ url }) => url)]) {
      await expect(access(inPublic(address)), address).resolves.toBeUndefined();
    }
  });

  it("hold 16, 32 and 48 pixels in one file, each a picture of that size", async () => {
    const ico = await readFile(inPublic("favicon.ico"));
    const pictures = await Promise.all(
      Array.from({ length: ico.readUInt16LE(4) }, async (_, index) => {
        const entry = 6 + 16 * index;
        const [length, at] = [ico.readUInt32LE(entry + 8), ico.readUInt32LE(entry + 12)];
        const { width, height } = await sharp(ico.subarray(at, at + length)).metadata();
        return [ico.readUInt8(entry), width, height];
      }),
    );
    expect(pictures).toEqual([16, 32, 48].map((size) => [size, size, size]));
  });
});
