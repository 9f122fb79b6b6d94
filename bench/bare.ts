import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "@/tooling/free-port";
import type { Calot } from "@/tooling/start-calot";

/** Longer than any turn of another page's. */
const IDLE_MS = 120_000;

/** As little as Next can do for a page that shows what a database holds, and for a route that stores a row. */
const FOLDER = path.join("bench", "bare");

type Answer = { readonly status: number; readonly text: string };

export type Bare = {
  /** The page, with its one query. */
  open(caseId: string): Promise<Answer>;
  /** The route, with its one insert. */
  store(row: object): Promise<Answer>;
  stop(): Promise<void>;
};

/**
 * Builds the bare app, gives it a table in a database of Calot's, and serves it by Next’s own server.
 *
 * @throws Error where it can't be built or doesn't start
 */
export async function startBare({
  databaseUrl,
  withDatabase,
}: Pick<Calot, "databaseUrl" | "withDatabase">): Promise<Bare> {
  await withDatabase(async ({ pool }) => {
    await pool.query("CREATE TABLE bare_row (id uuid PRIMARY KEY, said jsonb NOT NULL)");
    await pool.query("GRANT INSERT ON bare_row TO PUBLIC");
  }, "owner");
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
  if (status !== 0) throw new Error("The bare app could not be built.");
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
  const agent = new http.Agent({ keepAlive: true, maxSockets: 512 });
  const ask = (method: "GET" | "POST", to: string, body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = body !== undefined && {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      };
      const options = { agent, host: "127.0.0.1", port, method, path: to, ...(headers && { headers }) };
      const request = http.request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
        response.on("error", reject);
      });
      request.on("error", reject);
      request.end(body);
    });
  const open = (caseId: string): Promise<Answer> => ask("GET", `/cases/${caseId}`);
  for (let tries = 0; ; tries++) {
    const answer = await open("00000000-0000-0000-0000-000000000000").catch(() => null);
    if (answer) break;
    if (tries === 600 || server.exitCode !== null) throw new Error("The bare app did not start.");
    await pause(100);
  }
  return {
    open,
    store: (row) => ask("POST", "/api/rows", JSON.stringify(row)),
    async stop() {
      agent.destroy();
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
    },
  };
}

/**
 * Rows of the bare app’s, as many requests as answers are: two for each. By so many at once, each one after the other.
 *
 * @returns answers' worth in a second
 */
export async function storePairs(bare: Bare, atOnce: number, each: number): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let i = 0; i < 2 * each; i++) {
        const { status, text } = await bare.store({ id: randomUUID(), box: [100, 100, 300, 250] });
        if (status !== 201) throw new Error(`${status}: ${text.slice(0, 300)}`);
      }
    }),
  );
  return ((atOnce * each) / (performance.now() - begun)) * 1000;
}
