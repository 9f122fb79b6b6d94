import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/** Where the command line is built to, from the top folder. */
const FOLDER = "dist";

/** What starts any command, as it is put in place: `node dist/calot.mjs …`. */
export const BUILT_CALOT = path.join(FOLDER, "calot.mjs");

/** How a file's name ends while it is written. */
const DRAFT = ".draft";

/**
 * Builds the command line out of its sources, for tsx takes longer to find, read and translate those than most commands run.
 * Packages stay apart; what is loaded when it is asked for stays a file of its own. Files that are right already are left
 * alone and others replaced at once, so that several processes may build while another one starts.
 */
export async function buildCommands(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ["cli/calot.ts"],
    outdir: FOLDER,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    write: false,
    logLevel: "silent",
  });
  await mkdir(FOLDER, { recursive: true });
  await Promise.all(outputFiles.map((output) => replace(output.path, output.contents)));
  const made = new Set(outputFiles.map((output) => path.basename(output.path)));
  const left = (await readdir(FOLDER)).filter((name) => !made.has(name) && !name.endsWith(DRAFT));
  await Promise.all(left.map((name) => rm(path.join(FOLDER, name), { recursive: true, force: true })));
}

async function replace(file: string, contents: Uint8Array): Promise<void> {
  const held = await readFile(file).catch(() => null);
  if (held?.equals(contents)) return;
  const draft = `${file}.${process.pid}${DRAFT}`;
  await writeFile(draft, contents);
  await rename(draft, file);
}
