import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SHELL_PATHS, type Shells, STAGE_PATTERN } from "../shell";
import { filesOfPages } from "./files-of-pages";

/** Where the browser finds it: at the top, so that it may answer for every page. */
export const WORKER_PATH = "/sw.js";

const textOf = (name: string): Promise<string> => readFile(path.join("cli/offline", name), "utf8");

/**
 * The script that keeps pages for times without reception: worker.js, with what this version of Calot is made of. Another
 * page, file or rule makes another script, which browsers take for a new version.
 *
 * @param build the folder `.next`
 */
export async function makeWorker(shells: Shells, build: string): Promise<string> {
  const { stage, along } = shells;
  const read = (file: string) => readFile(path.join(build, file), "utf8").catch(() => null);
  const parts = {
    stage: STAGE_PATTERN,
    shells: {
      stage: { path: SHELL_PATHS.stage, etag: stage.etag },
      along: { path: SHELL_PATHS.along, etag: along.etag },
    },
    files: await filesOfPages([stage.html, along.html], read),
  };
  const body = await textOf("worker.js");
  const version = createHash("sha256").update(JSON.stringify(parts)).update(body).digest("hex").slice(0, 16);
  return `const CALOT = ${JSON.stringify({ version, ...parts })};\n${body}`;
}

/** What stands there where no page is to be kept. */
export const leavingWorker = (): Promise<string> => textOf("leave.js");
