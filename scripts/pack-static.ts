// Packs the scripts and styles of a build by Brotli, as small as it can: `cli/server.ts` sends them so.
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { isPacked, PACKED_SUFFIX } from "../tooling/packed-files";

const root = path.join(".next", "static");
for (const name of await readdir(root, { recursive: true })) {
  if (!isPacked(name)) continue;
  const file = path.join(root, name);
  await writeFile(file + PACKED_SUFFIX, await promisify(brotliCompress)(await readFile(file)));
}
