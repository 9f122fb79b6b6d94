import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { z } from "zod";
import type { SourceMap } from "@/lib/domain/sources/source-map";
import { sourceMapSchema } from "@/lib/domain/sources/source-map";
import type { Bundle } from "@/lib/resgo/read-bundle";
import { writeFiles } from "@/lib/resgo/testing/bundle-files";
import { readSet } from "../read-set";

export type SetFiles = Readonly<Record<string, string | Uint8Array | null>>;
export type MapInput = z.input<typeof sourceMapSchema>;

/** Writes a set into a folder of its own below another, and reads it. */
export async function readFiles(
  below: string,
  files: SetFiles,
  map: MapInput | SourceMap | null = null,
): Promise<Bundle> {
  const folder = await writeFiles(await mkdtemp(path.join(below, "set-")), files);
  return readSet(folder, { map: map && sourceMapSchema.parse(map), allowIncomplete: true });
}

/** What was read of each frame, in short. */
export const framesOf = ({ samples }: Bundle) =>
  samples.map(({ video, frame, split, phase, boxes, noGo }) => ({
    ...{ id: `${video}/${frame}`, split, phase, boxes },
    noGo: noGo.map(({ name, counts, polygon }) => ({ name, counts, ...(polygon && { polygon }) })),
  }));

/** A PNG of a mask: one character of a row is a pixel, and says its grey value. */
export function maskPicture(
  rows: readonly string[],
  values: Readonly<Record<string, number>>,
): Promise<Buffer> {
  const [width, height] = [rows[0]!.length, rows.length];
  const grey = Buffer.from(rows.flatMap((row) => [...row].map((pixel) => values[pixel]!)));
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

/** The messages of a set's problems, each with its level and its file. */
export const toldOf = ({ problems }: Pick<Bundle, "problems">): string[] =>
  problems.map(({ level, file, message }) => `${level} ${file ?? "-"}: ${message}`);
