import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { makeFolder } from "../../make-folder";
import { Connection } from "../connection";
import { chooseSite, exists, type Site } from "./binaries";

/** A Postgres of our own that is up, whoever started it, held up by a connection for as long as it is in use. */
export type Cluster = {
  /** The address of one of its databases for their owner. */
  url(database: string): string;
  /** The same for the app's own login, which owns nothing. */
  appUrl(database: string): string;
  /** Makes a database where there is none. @returns whether it was made now */
  ensureDatabase(name: string): Promise<boolean>;
  /** Lets go of it. The last program to leave ends it, cleanly. */
  release(): Promise<void>;
  /** Ends it cleanly, whoever uses it: open transactions are rolled back, everything is written. */
  stop(): Promise<void>;
};

class EmbeddedPostgresError extends Error {}

/** How a running cluster is found again. Only the owner may read it: it holds the passwords. */
type Note = {
  port: number;
  password: string;
  /** Of the app's login; missing in clusters that were made before it had one. */
  appPassword?: string;
};

const OWNER = "calot";
const APP = "calot_app";
/** Any number that nothing else here locks: the app's login is made once. */
const LOGIN_LOCK = 7_201_994;
const READY_WITHIN_MS = 60_000;

/**
 * Starts the Postgres whose data lie under a folder, making it the first time, or joins the running one.
 *
 * It listens on the loopback address alone, on a free port, in a process group of its own, so that Ctrl-C in a
 * terminal reaches it only through `stop`.
 *
 * @throws EmbeddedPostgresError with one sentence for people when it can't start
 */
export async function startCluster(
  home: string,
  options: { settings?: Readonly<Record<string, string>> } = {},
): Promise<Cluster> {
  const folder = path.resolve(home);
  await makeFolder(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new EmbeddedPostgresError(
      `The folder ${folder}, which CALOT_HOME names, can’t be made: ${cause.message}.`,
    );
  });
  const noteFile = path.join(folder, "postgres.json");
  const note = await readNote(noteFile);
  if (note && (await answers(note))) return makeCluster(note, null, folder, noteFile);

  const site = await chooseSite(folder);
  const password = note?.password ?? randomBytes(24).toString("base64url");
  if (!(await exists(path.join(site.data, "PG_VERSION")))) await initialise(site, password);
  // The same port again where it is free: whoever was connected before finds it.
  const current: Note = { ...note, port: await freePort(note?.port), password };
  await writeNote(noteFile, current);
  const server = await launch(site, current, folder, options.settings ?? {});
  return makeCluster(current, server, folder, noteFile);
}

async function readNote(file: string): Promise<Note | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as Note);
}

const writeNote = (file: string, note: Note): Promise<void> =>
  writeFile(file, JSON.stringify(note), { mode: 0o600 });

const addressOf = (note: Note, database: string): string =>
  `postgresql://${OWNER}:${note.password}@127.0.0.1:${note.port}/${database}`;

async function answers(note: Note): Promise<boolean> {
  const client = new Connection({
    connectionString: addressOf(note, "postgres"),
    connectionTimeoutMillis: 2_000,
  });
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function freePort(wanted = 0): Promise<number> {
  const probe = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(false)).listen(wanted, "127.0.0.1", () => resolve(true));
  });
  if (!listening) {
    if (wanted === 0) throw new EmbeddedPostgresError("There is no free port on this machine for Postgres.");
    return freePort();
  }
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function initialise(site: Site, password: string): Promise<void> {
  // A folder left by an initialisation that was cut short holds nothing yet.
  await rm(site.data, { recursive: true, force: true });
  await mkdir(site.data, { recursive: true, mode: 0o700 });
  if (site.runAs) await chown(site.data, site.runAs.uid, site.runAs.gid);
  // initdb reads the password from a file alone: one that only its user may read, for as long as it runs.
  const passwordFile = path.join(await mkdtemp(path.join(tmpdir(), "calot-")), "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (site.runAs) {
    for (const file of [path.dirname(passwordFile), passwordFile])
      await chown(file, site.runAs.uid, site.runAs.gid);
  }
  const initdb = spawn(
    path.join(site.programs, "bin", "initdb"),
    [
      `--pgdata=${site.data}`,
      `--username=${OWNER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-instructions",
    ],
    { stdio: ["ignore", "ignore", "pipe"], ...(site.runAs ?? {}) },
  );
  const complaint = await collect(initdb);
  await rm(path.dirname(passwordFile), { recursive: true, force: true });
  if (initdb.exitCode !== 0) {
    await rm(site.data, { recursive: true, force: true });
    throw new EmbeddedPostgresError(`${explain(complaint)} The database was not made in ${site.data}.`);
  }
}

/** What a program wrote to its standard error, once it has ended. */
function collect(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.once("error", (error) => resolve(String(error)));
    child.once("close", () => resolve(text));
  });
}

function explain(complaint: string): string {
  if (/No space left on device|ENOSPC/.test(complaint)) return "The disk is full.";
  if (/Permission denied|EACCES/.test(complaint)) return "Postgres may not write there.";
  const last = complaint.trim().split("\n").filter(Boolean).at(-1);
  return `Postgres could not start: ${last ?? "it ended without a word"}.`;
}

async function launch(
  site: Site,
  note: Note,
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const logFile = path.join(folder, "postgres.log");
  const log = await open(logFile, "w");
  const all: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "120",
    ...settings,
  };
  const server = spawn(
    path.join(site.programs, "bin", "postgres"),
    [
      "-D",
      site.data,
      "-p",
      String(note.port),
      ...Object.entries(all).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
    ],
    { stdio: ["ignore", log.fd, log.fd], detached: true, ...(site.runAs ?? {}) },
  );
  server.unref();
  await log.close();
  let failure: Error | null = null;
  server.once("error", (error) => {
    failure = error;
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(note))) {
    if (failure || server.exitCode !== null || Date.now() > deadline) {
      const complaint = failure ? String(failure) : await readFile(logFile, "utf8").catch(() => "");
      throw new EmbeddedPostgresError(`${explain(complaint)} Its log is ${logFile}.`);
    }
    await sleep(50);
  }
  await chmod(logFile, 0o600);
  return server;
}

/** Makes the app's login where there is none yet, and writes its password down. @returns the password */
async function ensureAppLogin(keeper: pg.Client, noteFile: string, known: Note): Promise<string> {
  await keeper.query("BEGIN");
  await keeper.query("SELECT pg_advisory_xact_lock($1)", [LOGIN_LOCK]);
  const note = (await readNote(noteFile)) ?? known;
  const { rowCount } = await keeper.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [APP]);
  const password = note.appPassword ?? randomBytes(24).toString("base64url");
  if (rowCount === 0 || note.appPassword === undefined) {
    const rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION";
    await keeper.query(`${rowCount === 0 ? "CREATE" : "ALTER"} ROLE ${APP} ${rights} PASSWORD '${password}'`);
    await writeNote(noteFile, { ...note, appPassword: password });
  }
  await keeper.query("COMMIT");
  return password;
}

async function makeCluster(
  note: Note,
  server: ChildProcess | null,
  folder: string,
  noteFile: string,
): Promise<Cluster> {
  // Its loss is the loss of the server: whoever uses a database there learns it from their own connection.
  const keeper = new Connection({ connectionString: addressOf(note, "postgres"), keepAlive: true });
  await keeper.connect();
  const appPassword = await ensureAppLogin(keeper, noteFile, note);

  const stop = async (): Promise<void> => {
    const pid = server?.pid ?? (await postmasterPid(folder));
    if (pid === null) return;
    await keeper.end().catch(() => {});
    if (!isAlive(pid)) return;
    process.kill(pid, "SIGINT");
    while (server ? server.exitCode === null && server.signalCode === null : isAlive(pid)) await sleep(20);
  };

  return {
    url: (database) => addressOf(note, database),
    appUrl: (database) => `postgresql://${APP}:${appPassword}@127.0.0.1:${note.port}/${database}`,
    async ensureDatabase(name) {
      const found = await keeper.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
      if (found.rowCount) return false;
      await keeper.query(`CREATE DATABASE ${keeper.escapeIdentifier(name)}`);
      return true;
    },
    async release() {
      if (await isAlone(keeper)) await stop();
      else await keeper.end().catch(() => {});
    },
    stop,
  };
}

/** Whether nobody else is connected. Connections that were closed a moment ago are given time to go. */
async function isAlone(keeper: pg.Client): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    const others = await keeper
      .query(
        `SELECT 1 FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
      )
      .catch(() => null);
    if (others?.rowCount === 0) return true;
    if (others === null) return false;
    await sleep(100);
  }
  return false;
}

/** The process of a cluster that another program started, from the file that Postgres keeps. */
async function postmasterPid(folder: string): Promise<number | null> {
  const { data } = await chooseSite(folder);
  const text = await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(text.split("\n")[0]);
  return pid > 0 ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
