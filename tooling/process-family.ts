import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Signals a process, which may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ESRCH") throw cause;
  }
}

/** A process with all of its children. */
export async function withChildren(pid: number): Promise<number[]> {
  const all = await processes();
  if (!all.some(([id]) => id === pid)) throw new Error(`There is no process ${pid}.`);
  return [pid, ...all.filter(([, of]) => of === pid).map(([id]) => id)];
}

/** A process's parent with all of its children. */
export async function family(pid: number): Promise<number[]> {
  const parent = (await processes()).find(([id]) => id === pid)?.[1];
  if (!parent) throw new Error(`There is no process ${pid}.`);
  return withChildren(parent);
}

/** Every process, with its parent. */
async function processes(): Promise<(readonly [number, number])[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([id = 0, of = 0]) => [id, of] as const);
}
