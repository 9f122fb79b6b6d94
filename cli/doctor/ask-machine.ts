import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import path from "node:path";
import type { readEnv } from "@/lib/env";
import { StorageError } from "@/lib/storage/frame-storage";
import { openFrames, ownPlace } from "@/lib/storage/open-storage";
import { isS3 } from "@/lib/storage/s3-place";
import { explain } from "@/tooling/command-error";
import type { Purpose } from "./finding";
import type { MachineFacts, PortState, StorageFacts } from "./judge-machine";

type Settings = ReturnType<typeof readEnv>;

const MB = 1_000_000;

export async function askMachine(settings: Settings, purpose: Purpose): Promise<MachineFacts> {
  const { HOST, METRICS_HOST, METRICS_PORT, PORT, WORK_PORT } = settings;
  const asked = [
    purpose === "web"
      ? { variable: "PORT", host: HOST, port: PORT }
      : { variable: "WORK_PORT", host: HOST, port: WORK_PORT },
    ...(METRICS_PORT ? [{ variable: "METRICS_PORT", host: METRICS_HOST, port: METRICS_PORT }] : []),
  ];
  return {
    node: process.version,
    memoryMb: Math.round(Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / MB),
    built: existsSync(path.join(".next", "BUILD_ID")),
    ports: await Promise.all(
      asked.map(async ({ variable, host, port }) => ({ variable, port, state: await portState(host, port) })),
    ),
    storage: await askStorage(),
  };
}

export async function portState(host: string, port: number): Promise<PortState> {
  const code = await new Promise<string | null>((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
  if (code === null) return "free";
  if (code === "EACCES") return "forbidden";
  if (code === "EADDRINUSE") return (await isCalot(host, port)) ? "calot" : "taken";
  return "no-address";
}

const WAIT_MS = 2_000;

/** Whether what answers is Calot: its pages, or its metrics. */
async function isCalot(host: string, port: number): Promise<boolean> {
  const own =
    host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  const answers = ["/api/health/live", "/metrics"].map(async (path) => {
    const signal = AbortSignal.timeout(WAIT_MS);
    const response = await fetch(`http://${own}:${port}${path}`, { signal, redirect: "error" });
    return response.ok && /"status":"ok"|^calot_info\{/m.test(await response.text());
  });
  return (await Promise.allSettled(answers)).some((each) => each.status === "fulfilled" && each.value);
}

async function askStorage(): Promise<StorageFacts> {
  const place = ownPlace();
  const isFolder = !isS3(place);
  const nothing = { where: isFolder ? place : new URL(place).host, aheadMs: null, freeMb: null };
  try {
    await openFrames().check();
    // An object storage has room, and refuses a request whose clock is another than its own.
    if (!isFolder) return { ...nothing, problem: null };
    const aheadMs = await tryFolder(place);
    const { bavail, bsize } = await statfs(place);
    return { where: place, problem: null, aheadMs, freeMb: Math.floor((bavail * bsize) / MB) };
  } catch (error) {
    return { ...nothing, problem: error instanceof StorageError ? error.message : explain(error) };
  }
}

/**
 * Writes a file, gives it its name and reads it, as is done with frames.
 *
 * @returns how far the clock that dates it is ahead of this machine's, in milliseconds
 */
async function tryFolder(folder: string): Promise<number> {
  const draft = path.join(folder, "unfinished", randomUUID());
  const file = `${draft}.tried`;
  const text = randomUUID();
  try {
    await writeFile(draft, text);
    const writtenAt = Date.now();
    await rename(draft, file);
    if ((await readFile(file, "utf8")) !== text)
      throw new Error(`What was written to ${folder} reads otherwise.`);
    return (await stat(file)).mtimeMs - writtenAt;
  } finally {
    await Promise.all([draft, file].map((each) => rm(each, { force: true }).catch(() => {})));
  }
}
