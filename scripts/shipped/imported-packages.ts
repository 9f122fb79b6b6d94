import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const STATEMENT =
  /^(?:import|export)\s(?!type\b)[^;]*?from\s+["']([^"']+)["']|^(?:import|@import)\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;
const TEST = /\.test\.tsx?$|(^|\/)testing(\/|\.tsx?$)/;
const PACKAGE = /^(?:@[\w.-]+\/)?[\w-][\w.-]*/;

/** The packages that the code of some folders imports; for its types alone, or in tests, doesn't count. */
export function importedPackages(folders: readonly string[]): Set<string> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((file) => path.posix.join(folder, file))
      .filter(
        (file) => /\.(tsx?|css)$/.test(file) && !TEST.test(file) && !file.startsWith("lib/db/generated"),
      ),
  );
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(STATEMENT)]
        .map(([, from, plain, later]) => from ?? plain ?? later ?? "")
        .filter((name) => !name.startsWith("@/") && !name.startsWith("node:"))
        .flatMap((name) => PACKAGE.exec(name)?.[0] ?? []),
    ),
  );
}
