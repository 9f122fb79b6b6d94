import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { CommandError } from "./command-error";

/** What a build is made of. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma/schema.prisma",
  "next.config.mjs",
  "instrumentation.ts",
  "instrumentation-node.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** Builds the pages where there is no build of exactly these sources yet. */
export async function buildIfChanged(home: string, say: (line: string) => void): Promise<void> {
  const stamp = path.join(home, "build");
  const sources = await fingerprint();
  const built = await readFile(stamp, "utf8").catch(() => "");
  if (built === sources && (await exists(".next/BUILD_ID"))) return;
  say("Building the pages; the first time takes a minute or two …");
  const output = await run("npm", ["run", "--silent", "build"]);
  if (output.status !== 0) throw new CommandError(explain(output.text));
  await mkdir(home, { recursive: true });
  // As they were when it began: what was changed meanwhile may not be in it.
  await writeFile(stamp, sources);
}

function explain(text: string): string {
  if (/ENOSPC|No space left/.test(text))
    return "The disk is full: the pages could not be built. Free some space and start again.";
  return `The pages could not be built.\n${text}`;
}

/** A digest of the sources' names, sizes and times; generated files are left out. */
async function fingerprint(): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const source of SOURCES) {
    for (const file of await filesOf(source)) {
      const { mtimeMs, size } = await stat(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest("hex");
}

async function filesOf(source: string): Promise<string[]> {
  if (!(await stat(source)).isDirectory()) return [source];
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(path.join("lib", "db", "generated")))
    .sort();
}

function run(command: string, args: readonly string[]): Promise<{ status: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NODE_ENV: "production" },
    });
    let text = "";
    const keep = (chunk: Buffer): void => {
      text += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, text }));
  });
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
