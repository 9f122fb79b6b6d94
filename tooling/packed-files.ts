import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A file of the build, packed by Brotli, and the headers it goes out with. */
type PackedFile = { readonly bytes: Buffer; readonly headers: Readonly<Record<string, string | number>> };

/** By the path under which a browser asks for it. */
export type PackedFiles = ReadonlyMap<string, PackedFile>;

/** What is packed, and as what it is sent. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};
export const isPacked = (file: string): boolean => path.extname(file) in MEDIA_TYPES;
export const PACKED_SUFFIX = ".br";

/**
 * Reads the scripts and styles that `npm run build` has packed: a seventh smaller than what Next packs by gzip while it
 * sends, and packed once. A build that has none gives none.
 *
 * @param folder of the build: `.next`
 */
export async function readPackedFiles(folder: string): Promise<PackedFiles> {
  const root = path.join(folder, "static");
  const names = await readdir(root, { recursive: true }).catch(() => []);
  const files = names.flatMap((name) => {
    const file = name.slice(0, -PACKED_SUFFIX.length);
    return name.endsWith(PACKED_SUFFIX) && isPacked(file) ? [file] : [];
  });
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, PackedFile]> => {
        const bytes = await readFile(path.join(root, file + PACKED_SUFFIX));
        const headers = {
          "content-type": MEDIA_TYPES[path.extname(file)]!,
          "content-encoding": "br",
          "content-length": bytes.length,
          vary: "Accept-Encoding",
          // Its name changes with what is in it.
          "cache-control": "public, max-age=31536000, immutable",
        };
        return [`/_next/static/${file.split(path.sep).join("/")}`, { bytes, headers }];
      }),
    ),
  );
}

/** The packed file that a request is for; null where there is none, or where the browser can't unpack it. */
export function packedFileFor(
  files: PackedFiles,
  { method, url = "", accepts = "" }: { method?: string; url?: string; accepts?: string },
): PackedFile | null {
  if (method !== "GET" && method !== "HEAD") return null;
  if (!/(?:^|[\s,])br(?!\s*;\s*q=0(?:\.0+)?(?:$|[\s,]))(?:$|[\s,;])/i.test(accepts)) return null;
  return files.get(url.split("?", 1)[0]!) ?? null;
}
