import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { answeredStatement, completedStatement, revealedStatement } from "@/lib/domain/xapi/statements";
import { answer, place } from "@/lib/domain/xapi/testing";
import { freePort } from "@/tooling/free-port";
import { signal, withChildren } from "@/tooling/process-family";
import { checkStore, type Store, storeStatements } from "./store";

const run = promisify(execFile);
const folder = await mkdtemp(path.join(tmpdir(), "calot-ralph-"));
const bin = (name: string): string => path.join(folder, "venv/bin", name);
const [KEY, SECRET] = ["calot", "a secret between the two"];

/** openfun's Ralph, a learning record store that others wrote, in a Python of its own; null where that can’t be had. */
async function startRalph(): Promise<{ endpoint: string; stop: () => Promise<void> } | null> {
  try {
    await run("python3", ["-m", "venv", path.join(folder, "venv")]);
    await run(bin("pip"), ["install", "--quiet", "ralph-malph[cli,lrs]==5.1.0", "requests"], {
      timeout: 300_000,
    });
  } catch {
    return null;
  }
  const port = await freePort();
  const data = path.join(folder, "data");
  const own = path.join(folder, "own");
  await Promise.all([data, own].map((each) => mkdir(each)));
  const env = {
    ...process.env,
    RALPH_APP_DIR: own,
    RALPH_AUTH_FILE: path.join(own, "auth.json"),
    RALPH_RUNSERVER_BACKEND: "fs",
    RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH: data,
    RALPH_BACKENDS__DATA__FS__DEFAULT_DIRECTORY_PATH: data,
  };
  const login = ["--username", KEY, "--password", SECRET, "--scope", "all"];
  const agent = ["--agent-ifi-mbox", "mailto:calot@hospital.example"];
  await run(bin("ralph"), ["auth", ...login, ...agent, "--write-to-disk"], { env });
  const server = spawn(
    bin("ralph"),
    ["runserver", "--backend", "fs", "--host", "127.0.0.1", "--port", String(port)],
    {
      stdio: "ignore",
      env,
    },
  );
  const origin = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${origin}/__heartbeat__`).then(
      () => true,
      () => false,
    );
  for (let tries = 0; !(await answers()); tries += 1) {
    if (tries === 300 || server.exitCode !== null) throw new Error("Ralph doesn’t start");
    await sleep(200);
  }
  const stop = async (): Promise<void> => {
    // It serves in a process of its own, which would go on alone.
    for (const pid of await withChildren(server.pid!)) signal(pid, "SIGKILL");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  };
  return { endpoint: `${origin}/xAPI`, stop };
}

const ralph = await startRalph();
afterAll(async () => {
  await ralph?.stop();
  await rm(folder, { recursive: true, force: true });
});

const [ANSWERED, REVEALED, COMPLETED] = [1, 2, 3].map((each) => `b2f6a9c0-5f5d-5a3e-9a0e-2f7d1c5e9b1${each}`);
const assignment = {
  person: answer.person,
  assignmentId: "a1",
  title: "Clipping and cutting – week 3",
  scores: [0.61236, 0],
  completedAt: new Date("2026-11-30T11:00:00Z"),
};
const all = [
  answeredStatement(ANSWERED!, place, { ...answer, assignmentId: "a1" }),
  revealedStatement(REVEALED!, place, { ...answer, assignmentId: "a1" }),
  completedStatement(COMPLETED!, place, assignment),
];

describe.skipIf(!ralph)("Ralph’s learning record store (python3 with venv and pip is needed)", () => {
  const { signal: never } = new AbortController();
  const store = (secret = SECRET): Store => ({
    settings: { endpoint: ralph!.endpoint, key: KEY, actor: "account" },
    secret,
  });

  it("is found to be one, and to take the key or not", async () => {
    expect((await checkStore(store())).map(({ ok }) => ok)).toEqual([true, true]);
    expect((await checkStore(store("another"))).at(-1)).toMatchObject({ ok: false });
    expect(await storeStatements(store("another"), all, never)).toMatchObject({
      outcome: "later",
      reason: expect.stringContaining("status 401"),
    });
  });

  it("takes what Calot tells, knows it when it comes again, and gives it back as it was told", async () => {
    expect(await storeStatements(store(), all, never)).toEqual({ outcome: "stored" });
    expect(await storeStatements(store(), all, never)).toEqual({ outcome: "stored" });
    const authorization = `Basic ${Buffer.from(`${KEY}:${SECRET}`).toString("base64")}`;
    const response = await fetch(`${ralph!.endpoint}/statements`, {
      headers: { authorization, "x-experience-api-version": "1.0.3" },
    });
    const { statements } = (await response.json()) as { statements: { id: string }[] };
    expect(statements).toHaveLength(all.length);
    for (const each of all) expect(statements.find(({ id }) => id === each.id)).toMatchObject(each);
  });
});
