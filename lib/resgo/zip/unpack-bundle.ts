import { stat } from "node:fs/promises";
import type { Problem } from "../problem";
import { findBundle } from "./find-bundle";
import { type UnpackOptions, unpackZip } from "./unpack-zip";

const MOST_ENTRIES = 200_000;
/** Pictures hardly pack: a bundle that is ten times its archive is none. */
const MOST_UNPACKED_RATIO = 10;
const UNPACKED_AT_LEAST = 1_000_000_000;

/**
 * Unpacks a zipped bundle into a folder, which must be new.
 *
 * @param find gives the folder of the bundle in what was unpacked
 * @returns `root`: the folder of the bundle, this one or one in it
 * @throws BundleError with a sentence for people when it is no archive or holds no bundle, is damaged, or means harm
 */
export async function unpackBundle(
  file: string,
  folder: string,
  options: UnpackOptions = {},
  find: (folder: string) => Promise<string> = findBundle,
): Promise<{ readonly root: string; readonly problems: readonly Problem[] }> {
  const { size } = await stat(file);
  const bytes = Math.max(UNPACKED_AT_LEAST, size * MOST_UNPACKED_RATIO);
  const problems = await unpackZip(file, folder, { entries: MOST_ENTRIES, bytes }, options);
  return { root: await find(folder), problems };
}
