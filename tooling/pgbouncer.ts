import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port";

/** A PgBouncer in transaction mode before a Postgres of this machine. */
export type PgBouncer = {
  /** The same address through it. */
  through(url: string): string;
  /** Sends everybody to another Postgres, as whoever manages a failover does. */
  pointTo(port: number): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

const PROGRAM = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"].find(existsSync);

/** Why there is none; null where there is. */
export const whyNoPgBouncer: string | null = PROGRAM ? null : "This machine has no PgBouncer.";

const READY_WITHIN_MS = 10_000;

/**
 * By the file that deployments have, deploy/pgbouncer/pgbouncer.ini.
 *
 * @param urls the logins that may come, all of one Postgres
 * @param settings in place of the file's
 */
export async function startPgBouncer(
  urls: readonly string[],
  settings: Readonly<Record<string, string | number>> = {},
): Promise<PgBouncer> {
  const folder = await mkdtemp(path.join(tmpdir(), "calot-pgbouncer-"));
  const port = await freePort();
  const file = (name: string): string => path.join(folder, name);
  const runAs = unprivileged();
  const given = await readFile("deploy/pgbouncer/pgbouncer.ini", "utf8");
  const logins = urls.map((url) => new URL(url));

  const write = async (name: string, text: string): Promise<void> => {
    await writeFile(file(name), text, { mode: 0o600 });
    if (runAs) await chown(file(name), runAs.uid, runAs.gid);
  };
  const configure = (server: number | string): Promise<void> => {
    let text = given.replace(/^calot = host=127.0.0.1 port=5432/m, `* = host=127.0.0.1 port=${server}`);
    const all = { listen_port: port, auth_file: file("userlist.txt"), ...settings };
    for (const [name, value] of Object.entries(all)) {
      text = text.replace(new RegExp(`^${name} = .*$`, "m"), `${name} = ${value}`);
    }
    return write("pgbouncer.ini", text);
  };

  await chmod(folder, 0o755);
  await write(
    "userlist.txt",
    logins.map(({ username, password }) => `"${username}" "${decodeURIComponent(password)}"\n`).join(""),
  );
  await configure(logins[0]!.port);
  let child: ChildProcess | null = null;
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const exit = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    await exit;
  };
  const bouncer: PgBouncer = {
    through: (url) => {
      const through = new URL(url);
      through.port = String(port);
      return through.href;
    },
    async pointTo(server) {
      await configure(server);
      child?.kill("SIGHUP");
    },
    kill: () => ended("SIGKILL"),
    async start() {
      child = spawn(PROGRAM!, ["-q", file("pgbouncer.ini")], {
        stdio: ["ignore", "ignore", "ignore"],
        ...(runAs ?? {}),
      });
      const deadline = Date.now() + READY_WITHIN_MS;
      while (!(await listens(port))) {
        if (child.exitCode !== null || Date.now() > deadline) throw new Error("PgBouncer did not start.");
        await sleep(20);
      }
    },
    async stop() {
      await ended("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
  await bouncer.start();
  return bouncer;
}

/** PgBouncer refuses to be root, as Postgres does. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
