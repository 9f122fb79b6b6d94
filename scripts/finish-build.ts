// What Next leaves to be done on a build: its files packed, and the command line.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { buildCommands } from "../tooling/build-commands";
import { isPacked, PACKED_SUFFIX } from "../tooling/packed-files";

/** A source map, or one of several in sections. */
type SourceMap = {
  sourcesContent?: unknown;
  readonly sections?: readonly { readonly map: SourceMap }[];
};

await packStatic(path.join(".next", "static"));
await slimMaps(path.join(".next", "server"));
await buildCommands();

/** Packs scripts and styles by Brotli, as small as it can: `cli/server.ts` sends them so. */
async function packStatic(root: string): Promise<void> {
  for (const name of await readdir(root, { recursive: true })) {
    if (!isPacked(name)) continue;
    const file = path.join(root, name);
    await writeFile(file + PACKED_SUFFIX, await promisify(brotliCompress)(await readFile(file)));
  }
}

/**
 * Takes the sources out of the server's source maps. Node holds the map of every script that it has loaded, and a trace
 * needs names and lines alone (docs/bench.md, "What the server's memory is made of").
 */
async function slimMaps(root: string): Promise<void> {
  for (const name of await readdir(root, { recursive: true })) {
    if (!name.endsWith(".map")) continue;
    const file = path.join(root, name);
    const map = JSON.parse(await readFile(file, "utf8")) as SourceMap;
    for (const each of [map, ...(map.sections ?? []).map((section) => section.map)])
      delete each.sourcesContent;
    await writeFile(file, JSON.stringify(map));
  }
}
