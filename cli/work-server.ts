import { createServer, type ServerResponse } from "node:http";
import { health } from "@/lib/contract/health";
import { pulse } from "@/lib/db/pulse";
import { env } from "@/lib/env";
import { checkReadiness } from "@/lib/services/health/check-readiness";
import { openFrames } from "@/lib/storage/open-storage";
import { ENDING } from "./ending";
import { listen } from "./listen";

type WorkServer = {
  readonly port: number;
  /** Says from now on that it isn't ready. */
  sayEnding(): void;
  stop(): Promise<void>;
};

/** Each question of a web process's health, with what a worker answers: no problem, or those that there are. */
const answers = new Map<string, () => Promise<readonly string[]>>([
  [health.live.path, async () => []],
  [health.get.path, async () => ((await pulse().beats()) ? [] : ["The database can’t be reached."])],
  [health.ready.path, () => checkReadiness(pulse(), openFrames())],
]);

/**
 * Where `calot work` is asked how it is, in the words of a web process.
 *
 * @throws CommandError when the port is taken
 */
export async function startWorkServer(): Promise<WorkServer> {
  const { HOST, WORK_PORT } = env();
  let ending = false;
  const server = createServer(async ({ method, url }, response) => {
    const [path = ""] = (url ?? "").split("?");
    const asked = answers.get(path);
    if (method !== "GET" && method !== "HEAD") return say(response, 405, "This server is asked alone.");
    if (!asked) return say(response, 404, "This server tells its health, and nothing else.");
    if (ending && path === health.ready.path) return say(response, 503, ENDING);
    const problems = await asked().catch(() => ["Something went wrong."]);
    if (problems.length > 0) return say(response, 503, problems.join(" "));
    say(response, 200, path === health.ready.path ? "ready" : "ok");
  });
  const port = await listen(server, { host: HOST, port: WORK_PORT, variable: "WORK_PORT" });
  return {
    port,
    sayEnding() {
      ending = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const TITLES: Readonly<Record<number, string>> = {
  404: "Not found",
  405: "Not allowed",
  503: "Out of reach",
};

function say(response: ServerResponse, status: number, words: string): void {
  const title = TITLES[status];
  const type = title ? "application/problem+json" : "application/json";
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(
    JSON.stringify(title ? { type: "about:blank", title, status, detail: words } : { status: words }),
  );
}
