import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/tooling/free-port";

/** Longer than any turn of another page's. */
const IDLE_MS = 120_000;

/** As little as Next can do for a page that shows what a database holds. */
const FOLDER = path.join("bench", "bare-page");

type BarePage = {
  open(client: unknown, caseId: string): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
};

/**
 * Builds a bare page of Next’s that asks one thing of the database, and serves it by Next’s own server.
 *
 * @throws Error where it can't be built or doesn't start
 */
export async function startBarePage(databaseUrl: string): Promise<BarePage> {
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
  } as const;
  const next = path.resolve("node_modules/next/dist/bin/next");
  const build = spawn(process.execPath, [next, "build", FOLDER], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [status] = await once(build, "close");
  if (status !== 0) throw new Error("The bare page could not be built.");
  const port = await freePort();
  const server = spawn(
    process.execPath,
    [
      ...[next, "start", FOLDER, "--port", String(port), "--hostname", "127.0.0.1"],
      ...["--keepAliveTimeout", String(IDLE_MS)],
    ],
    {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 });
  const open = (_client: unknown, caseId: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const request = http.get({ agent, host: "127.0.0.1", port, path: `/cases/${caseId}` }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
        response.on("error", reject);
      });
      request.on("error", reject);
    });
  for (let tries = 0; ; tries++) {
    const answer = await open(null, "00000000-0000-0000-0000-000000000000").catch(() => null);
    if (answer) break;
    if (tries === 600 || server.exitCode !== null) throw new Error("The bare page did not start.");
    await pause(100);
  }
  return {
    open,
    async stop() {
      agent.destroy();
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
    },
  };
}
