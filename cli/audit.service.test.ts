import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { SYSTEM } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import { writeAudit } from "@/lib/services/audit/write-audit";
import { makeInstitution } from "@/lib/services/testing/factories";
import { BUILT_CALOT } from "@/tooling/build-commands";
import { runCalot } from "./testing";

const db = await testDatabase();
const env = { DATABASE_URL: db.url };
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-follow-"));
  await makeInstitution(db);
});
afterAll(() => rm(folder, { recursive: true }));

const write = (subject: string) =>
  writeAudit(db, { actor: SYSTEM, now: new Date() }, [{ action: "cohort.create", subject }]);
const subjectsIn = (text: string): string[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({ action }) => action === "cohort.create")
    .map(({ subject }) => subject);
const follow = (...args: string[]) => runCalot(env, ["audit", "follow", ...args]);

test("to a file once, then what came since; and again from an event", async () => {
  const file = path.join(folder, "once");
  await write("none’s");
  await write("a");
  expect(await follow("--to", file, "--once")).toMatchObject({ code: 0, out: "" });
  await write("b");
  expect(await follow("--to", file, "--once")).toMatchObject({ code: 0 });
  expect(subjectsIn(await readFile(file, "utf8"))).toEqual(["none’s", "a", "b"]);
  const [first] = (await readFile(file, "utf8")).split("\n").map((line) => JSON.parse(line || "{}").id);
  const again = await follow("--to", "-", "--from", first, "--once");
  expect(again).toMatchObject({ code: 0 });
  expect(again.out.split("\n")[0]).not.toContain(`"id":"${first}"`);
  expect(subjectsIn(again.out)).toEqual(["a", "b"]);
  const later = new Date(Date.now() + 3_600_000).toISOString();
  expect(await follow("--to", "-", "--since", later, "--once")).toMatchObject({ code: 0, out: "" });
});

test.each<[string[], RegExp]>([
  [[], /--to <where>/],
  [["--to", "https://siem.example/"], /--cursor/],
  [["--to", "http://siem.example/", "--cursor", "/tmp/c"], /by https/],
  [["--to", "ftp://siem.example/", "--cursor", "/tmp/c"], /by https/],
  [["--to", "https://siem.example/", "--cursor", "/tmp/c", "--header", "NOT_THERE"], /no variable NOT_THERE/],
  [["--to", "https://siem.example/", "--cursor", "/tmp/c", "--header", "PATH"], /is not a header/],
  [["--to", "-", "--from", "yesterday"], /--from takes/],
  [["--to", "-", "--since", "yesterday"], /--since takes/],
  [["--to", "-", "--institution", "None such", "--once"], /no institution “None such”/],
  [["--to", "/nowhere/at/all"], /can’t be written/],
])("%j is refused in a sentence", async (args, words) => {
  const { code, err } = await follow(...args);
  expect(code).toBe(1);
  expect(err).toMatch(words);
  expect(err).not.toContain("    at ");
});

/** Follows until it is stopped. */
async function following(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [BUILT_CALOT, "audit", "follow", ...args], {
    env: { ...process.env, ...env, ...more },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stop = (signal: NodeJS.Signals) => ended(child, signal);
  return { child, stop };
}
const ended = (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> =>
  new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill(signal);
  });

const PATIENCE = { timeout: 60_000, interval: 100 };

test("goes on by itself, over files that are moved away and over a kill", async () => {
  const file = path.join(folder, "lasting");
  const fileHas = (name: string, subject: string) =>
    vi.waitFor(async () => expect(subjectsIn(await readFile(name, "utf8"))).toContain(subject), PATIENCE);
  await write("c");
  const first = await following(["--to", file]);
  await fileHas(file, "c");
  const second = await follow("--to", file, "--once");
  expect(second).toMatchObject({ code: 1, err: expect.stringContaining("Another process") });
  await rename(file, `${file}.1`);
  first.child.kill("SIGHUP");
  await write("d");
  await fileHas(file, "d");
  expect(await first.stop("SIGKILL")).toBeNull();
  await write("e");
  const third = await following(["--to", file]);
  await fileHas(file, "e");
  expect(await third.stop("SIGTERM")).toBe(0);
  const all = subjectsIn((await readFile(`${file}.1`, "utf8")) + (await readFile(file, "utf8")));
  expect([...new Set(all)].slice(-3)).toEqual(["c", "d", "e"]);
});

test("by https in batches: sent again until it is taken, with the secret from the environment", async () => {
  const taken: string[] = [];
  let refusals = 3;
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    if (request.headers.authorization !== "Splunk secret") return void response.writeHead(403).end();
    if (refusals-- > 0) return void response.writeHead(503, { "retry-after": "0" }).end();
    taken.push(...subjectsIn(text));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const cursor = path.join(folder, "cursor");
  const args = ["--to", to, "--cursor", cursor, "--header", "SIEM"];
  const wrong = await runCalot({ ...env, SIEM: "Authorization: Splunk other" }, [
    "audit",
    "follow",
    ...args,
    "--once",
  ]);
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("refuses the secret header") });
  await write("f");
  const running = await following(args, { SIEM: "Authorization: Splunk secret" });
  await vi.waitFor(() => expect(taken).toContain("f"), PATIENCE);
  await write("g");
  await vi.waitFor(() => expect(taken).toContain("g"), PATIENCE);
  expect(await running.stop("SIGTERM")).toBe(0);
  expect(taken.slice(-2)).toEqual(["f", "g"]);
  expect(refusals).toBeLessThan(0);
  server.closeAllConnections();
  server.close();
});
