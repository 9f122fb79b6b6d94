import { readdir } from "node:fs/promises";
import path from "node:path";
import { t } from "@/lib/language/t";
import { BundleError, isLeftover } from "../list-files";
import { listed } from "../problem";

/** An archive in which nothing is laid out as a bundle. */
export class NoBundleError extends BundleError {}

/** How many folders may stand around a bundle. */
const DEEPEST = 4;
const FOLDER = /^(?:frames|labelme|predictions)$/i;
const TABLE = /^annotations\.(?:xlsx|xlsm|csv|tsv)$/i;
const ARCHIVE = /\.(?:zip|7z|rar|tar|tgz|gz|bz2|xz|zst)$/i;

/**
 * Finds the bundle among the files of an archive: people pack a bundle's folder as often as what is in it, and lay other
 * things beside.
 *
 * @returns its folder
 * @throws BundleError with a sentence for people when there is none, or more than one
 */
export async function findBundle(folder: string): Promise<string> {
  const found: string[] = [];
  const archives: string[] = [];
  const looked = async (below: string, depth: number): Promise<void> => {
    const entries = (await readdir(path.join(folder, below), { withFileTypes: true })).filter(
      ({ name }) => !isLeftover(name),
    );
    const isBundle = entries.some((entry) => (entry.isDirectory() ? FOLDER : TABLE).test(entry.name));
    if (isBundle) {
      found.push(below);
      return;
    }
    for (const entry of entries) {
      const name = path.posix.join(below, entry.name);
      if (!entry.isDirectory() && ARCHIVE.test(entry.name)) archives.push(name);
      if (entry.isDirectory() && depth < DEEPEST) await looked(name, depth + 1);
    }
  };
  await looked("", 0);
  const [only] = found.sort();
  if (only !== undefined && found.length === 1) return path.join(folder, only);
  if (only !== undefined) {
    throw new BundleError(t`The archive holds several bundles: ${listed(found)}. Pack each by itself.`);
  }
  if (archives.length > 0) {
    throw new BundleError(
      t`The archive holds no bundle, but another archive: ${listed(archives.sort())}. Unpack it first, and send what is in it.`,
    );
  }
  const names = (await readdir(folder)).filter((name) => !isLeftover(name)).sort();
  if (names.length === 0) throw new BundleError(t`The archive is empty.`);
  throw new NoBundleError(
    t`There is no bundle in the archive: no folder in it, ${DEEPEST} deep, holds a folder “frames” or “labelme”, or a file annotations.xlsx or annotations.csv. It holds ${listed(names)}.`,
  );
}
