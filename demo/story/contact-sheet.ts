import { writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { Box, Size } from "@/lib/domain/geometry";
import { outlinesOf } from "@/lib/domain/no-go/outline";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { readPicture } from "@/lib/resgo/picture";
import { readBundle } from "@/lib/resgo/read-bundle";

/** Pixels: a thumbnail and the gap beside it. */
const THUMB = { width: 320, height: 180 };
const GAP = 6;

/**
 * All frames of a bundle on one sheet, a row per video, in the order of time; with `zones`, their Go Zones and No-Go regions too.
 * The picture's format follows the file's name: png, jpg or webp.
 */
export async function contactSheet(bundle: string, file: string, zones: boolean): Promise<number> {
  const { root, samples } = await readBundle(bundle);
  const videos = [...new Set(samples.map(({ video }) => video))];
  const rows = videos.map((video) => samples.filter((sample) => sample.video === video));
  const columns = Math.max(...rows.map(({ length }) => length), 1);
  const placed = rows.flatMap((row, y) => row.map((sample, x) => ({ sample, x, y })));
  const thumbs = await Promise.all(
    placed.map(async ({ sample, x, y }) => ({
      input: await thumbnail(
        await readPicture(root, sample.picture.source),
        zones ? sample : { boxes: [], noGo: [] },
        sample.picture,
      ),
      left: GAP + x * (THUMB.width + GAP),
      top: GAP + y * (THUMB.height + GAP),
    })),
  );
  const sheet = sharp({
    create: {
      width: GAP + columns * (THUMB.width + GAP),
      height: GAP + rows.length * (THUMB.height + GAP),
      channels: 3,
      background: "#161616",
    },
  }).composite(thumbs);
  await writeFile(file, await sheet.toFormat(formatOf(file)).toBuffer());
  return samples.length;
}

async function thumbnail(
  picture: Buffer,
  { boxes, noGo }: { readonly boxes: readonly Box[]; readonly noGo: readonly NoGoRegion[] },
  size: Size,
): Promise<Buffer> {
  const [across, down] = [THUMB.width / size.width, THUMB.height / size.height];
  const lines = boxes.map(
    ([x1, y1, x2, y2]) =>
      `<rect x="${x1 * across}" y="${y1 * down}" width="${(x2 - x1) * across}" height="${(y2 - y1) * down}" fill="none" stroke="#7df" stroke-width="1.5"/>`,
  );
  const hatching =
    '<pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0h5" stroke="#f6c" stroke-width="2.4"/></pattern>';
  const regions = noGo.map(({ counts }) => {
    const path = outlinesOf(counts, size)
      .map((loop) => `M${loop.map(({ x, y }) => `${x * across} ${y * down}`).join("L")}z`)
      .join("");
    return `<path d="${path}" fill-rule="evenodd" fill="url(#h)" stroke="#f6c" stroke-width="0.8"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${THUMB.width}" height="${THUMB.height}">${hatching}${regions.join("")}${lines.join("")}<g/></svg>`;
  return sharp(picture)
    .resize(THUMB)
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer();
}

function formatOf(file: string): "png" | "jpeg" | "webp" {
  const ending = path.extname(file).toLowerCase();
  if (ending === ".jpg" || ending === ".jpeg") return "jpeg";
  return ending === ".webp" ? "webp" : "png";
}
