import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { ENCODINGS, type Encoding } from "@/lib/domain/uploads/encodings";
import { BundleError } from "../list-files";
import { unpackBundle } from "../zip/unpack-bundle";
import { type MeantZip, meantZip } from "./meant-zips";

const SLOWEST_MS = 5_000;

/**
 * Unpacks archives that a generator has packed and perhaps damaged. What says how its names are written is unpacked whole,
 * and what doesn't is, by the encoding that is named; of the rest nothing is unpacked, in a sentence. No file is called
 * otherwise than its packer meant, or holds anything else.
 */
export async function tryZips(base: string, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(meantZip, fc.boolean(), (zip, named) => tryZip(base, zip, named)),
    { numRuns: runs },
  );
}

async function tryZip(base: string, zip: MeantZip, named: boolean): Promise<void> {
  const folder = await mkdtemp(path.join(base, "zip-"));
  try {
    const [file, to] = [path.join(folder, "a.zip"), path.join(folder, "to")];
    await writeFile(file, zip.bytes);
    const encoding = named
      ? (ENCODINGS.find((name): name is Encoding => name === zip.encoding) ?? null)
      : null;
    const began = performance.now();
    const unpacked = await unpackBundle(file, to, { encoding }).catch((cause: unknown) => {
      if (!(cause instanceof BundleError)) throw cause;
      expect(cause.message).toMatch(/\.$/);
      return cause;
    });
    expect(performance.now() - began).toBeLessThan(SLOWEST_MS);
    if (unpacked instanceof BundleError) {
      const isUnknown = zip.encoding !== null && encoding === null;
      const isWestern = encoding?.startsWith("windows-125") === true;
      if (zip.hindrance === null && !isUnknown && !isWestern) throw unpacked;
      return;
    }
    const found = await contentOf(unpacked.root);
    for (const [name, content] of found) expect([name, content]).toEqual([name, zip.files.get(name)]);
    if (zip.hindrance === null) {
      expect(unpacked.problems).toEqual([]);
      expect([...found.keys()].sort()).toEqual([...zip.files.keys()].sort());
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function contentOf(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "README.txt");
  const read = files.map(async ({ parentPath, name }): Promise<[string, string]> => {
    const file = path.join(parentPath, name);
    return [path.relative(root, file), await readFile(file, "utf8")];
  });
  return new Map(await Promise.all(read));
}
