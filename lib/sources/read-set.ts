import { t } from "@/lib/language/t";
import { layOut } from "@/lib/resgo/layout";
import { BundleError, type Listing, listFiles } from "@/lib/resgo/list-files";
import { listed } from "@/lib/resgo/problem";
import { type Bundle, type ReadOptions, readBundle } from "@/lib/resgo/read-bundle";
import { type Folder, openFolder } from "./folder";
import { FORMATS } from "./formats";
import { type Recognised, readSource, type SourceOptions } from "./read-source";

/**
 * Reads what lies in a folder: a ResGo bundle (docs/resgo-format.md), or a set in the formats of others (docs/sources.md). With
 * a map it is never a bundle.
 *
 * @throws BundleError when there is no such folder, or a map and nothing to read by it
 */
export async function readSet(folder: string, options: ReadOptions & SourceOptions): Promise<Bundle> {
  const listing = await listFiles(folder);
  const map = options.map ?? null;
  if (map === null && isBundle(listing)) return readBundle(folder, options);
  const opened = openFolder(listing);
  const formats = await recognise(opened);
  if (formats.length > 0) return readSource(opened, listing, formats, options);
  if (map === null) return readBundle(folder, options);
  throw new BundleError(
    t`Nothing in the folder is in a format that is read by a map: ${listed(
      FORMATS.map(({ name }) => name),
      20,
    )}.`,
  );
}

/** Whether a folder holds anything that a format reads. */
export async function isSource(folder: string): Promise<boolean> {
  return (await recognise(openFolder(await listFiles(folder)))).length > 0;
}

async function recognise(folder: Folder): Promise<Recognised[]> {
  const found: Recognised[] = [];
  for (const format of FORMATS) {
    const files = await format.recognise(folder);
    if (files.length > 0) found.push({ format, files });
  }
  return found;
}

/** A workbook of ResGo's own, by its name or beside LabelMe files. */
function isBundle(listing: Listing): boolean {
  const { tables, labelme } = layOut(listing);
  return tables.some((table) => /^annotations\./i.test(table)) || (tables.length > 0 && labelme.length > 0);
}
