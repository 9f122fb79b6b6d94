// Starts the image on a Postgres of its own, and asks it for what people ask:
//   npm run check-image -- FOLDER              what deploy/stage.sh has put into a folder, as a container would
//   npm run check-image -- --container IMAGE   a container with no more rights than docs/operating.md gives it, by
//                                              Docker, or by what CONTAINER_ENGINE names
import { execFile, type SpawnOptions, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { startCluster } from "@/lib/db/embedded/cluster";

const [given, name] = process.argv.slice(2);
const container = given === "--container" ? name : undefined;
if (!given || (given.startsWith("--") && !container)) {
  process.stderr.write("Give the folder that deploy/stage.sh made, or --container and an image.\n");
  process.exit(2);
}
const home = await mkdtemp(path.join(tmpdir(), "calot-image-"));
// Postgres runs as another user where this process is root.
await chmod(home, 0o755);
const cluster = await startCluster(home);
await cluster.ensureDatabase("calot");

const PORT = "3458";
const UPLOAD_WITHIN_MS = 60_000;
const PASSWORD = "a password for one check";
const server = `http://localhost:${PORT}`;
const frames = path.join(home, "frames");
const bundle = path.resolve("demo/bundle");
const settings = {
  NODE_ENV: "production" as const,
  DATABASE_URL: cluster.appUrl("calot"),
  NEXTAUTH_SECRET: "a secret for one check that is long enough",
  HOST: "127.0.0.1",
  PORT,
};

/** What runs one command of Calot's. */
type Way = { readonly program: string; readonly args: readonly string[]; readonly options: SpawnOptions };

const way = container
  ? (env: Readonly<Record<string, string>>): Way => ({
      program: process.env.CONTAINER_ENGINE ?? "docker",
      args: [
        ...[
          "run",
          "--rm",
          "--interactive",
          "--network",
          "host",
          "--read-only",
          "--tmpfs",
          "/tmp",
          "--cap-drop",
          "ALL",
        ],
        ...[
          "--security-opt",
          "no-new-privileges",
          "--volume",
          `${frames}:/frames`,
          "--volume",
          `${bundle}:${bundle}:ro`,
        ],
        ...Object.entries({ ...settings, ...env }).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
        container,
      ],
      options: {},
    })
  : (env: Readonly<Record<string, string>>): Way => ({
      program: process.execPath,
      args: ["dist/calot.mjs"],
      // Nothing of the environment here: what the container has not, the check must not have.
      options: {
        cwd: path.resolve(given),
        env: { PATH: "/usr/bin:/bin", ...settings, STORAGE_DIR: frames, ...env },
      },
    });

const started = performance.now();
const say = (line: string): void => {
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
};

async function calot(args: readonly string[], env: Record<string, string> = {}, input = ""): Promise<void> {
  const { program, args: before, options } = way(env);
  const running = promisify(execFile)(program, [...before, ...args], options);
  running.child.stdin?.end(input);
  await running;
  say(`calot ${args.join(" ")}`);
}

async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(`${server}${address}`, { redirect: "manual", ...init });
  if (response.status >= 400) throw new Error(`${address} is answered with ${response.status}.`);
  // Read to its end: the server waits at its own for whoever still reads.
  await response.clone().arrayBuffer();
  say(`${init.method ?? "GET"} ${address}: ${response.status}`);
  return response;
}

const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

/** The headers of somebody who is signed in. */
async function signIn(email: string): Promise<{ readonly cookie: string }> {
  const csrf = await ask("/api/auth/csrf");
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const signedIn = await ask("/api/auth/callback/credentials", {
    method: "POST",
    headers: { cookie: cookieOf(csrf), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email, password: PASSWORD, json: "true" }),
  });
  return { cookie: cookieOf(signedIn) };
}

async function askAsPeopleDo(): Promise<void> {
  await ask("/api/health");
  await ask("/sign-in");
  const headers = await signIn("one@calot.example");
  const answer = (await (await ask("/api/cases", { headers })).json()) as { cases: { frameUrl: string }[] };
  await ask(`${answer.cases[0]!.frameUrl}`, { headers });
  await ask("/practice", { headers });
}

/** Sends a picture, which the server reads in a process of its own. */
async function uploadAsPeopleDo(): Promise<void> {
  const { cookie } = await signIn("two@calot.example");
  const picture = await readFile(path.join(bundle, "frames/V01/000096.webp"));
  const manifest = `${JSON.stringify([{ name: "1.webp", bytes: picture.length }])}\n`;
  const stream = Buffer.concat([Buffer.from(manifest), picture]);
  const id = randomUUID();
  const names = { datasetName: "Sent", fileName: "1.webp", video: "V01" };
  await ask("/api/uploads", {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({ id, kind: "frames", bytes: stream.length, ...names }),
  });
  await ask(`/api/uploads/${id}/bytes?offset=0`, {
    method: "PUT",
    headers: { cookie, "content-type": "application/octet-stream" },
    body: stream,
  });
  const deadline = performance.now() + UPLOAD_WITHIN_MS;
  for (;;) {
    const answer = await ask(`/api/uploads/${id}`, { headers: { cookie } });
    const upload = (await answer.json()) as { status: string; error: string | null };
    if (upload.status === "done") return;
    if (upload.status === "failed") throw new Error(`The upload was not read: ${upload.error}`);
    if (performance.now() > deadline) throw new Error("The upload was not read in time.");
    await sleep(500);
  }
}

// As the image's volume has it: it belongs to whom Calot runs as there.
await mkdir(frames);
if (container) await chown(frames, 1000, 1000);
try {
  await calot(["--help"]);
  await calot(["migrate"], { DATABASE_OWNER_URL: cluster.url("calot") });
  const user = ["user", "add", "one@calot.example", "--role", "resident", "--institution", "Hospital"];
  await calot([...user, "--cohort", "Year 3", "--password-stdin"], {}, `${PASSWORD}\n`);
  await calot(
    ["user", "add", "two@calot.example", "--role", "faculty", "--password-stdin"],
    {},
    `${PASSWORD}\n`,
  );
  await calot(["import", bundle, "--dry-run"]);
  await calot(["import", bundle]);
  const { program, args: before, options } = way({});
  const serving = spawn(program, [...before, "serve"], { ...options, stdio: "inherit" });
  const begun = performance.now();
  while (
    !(await fetch(`${server}/api/health`).then(
      (response) => response.ok,
      () => false,
    ))
  ) {
    if (serving.exitCode !== null) throw new Error("The server did not start.");
    await sleep(50);
  }
  say(`serve: ready in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  try {
    await askAsPeopleDo();
    await uploadAsPeopleDo();
  } finally {
    const ended = new Promise((resolve) => serving.once("exit", resolve));
    serving.kill("SIGTERM");
    await ended;
  }
  say("It works.");
} finally {
  await cluster.stop();
  await rm(home, { recursive: true, force: true });
}
