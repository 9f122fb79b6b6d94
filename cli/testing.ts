import { execFile } from "node:child_process";
import { BUILT_CALOT } from "@/tooling/build-commands";

type Ended = { readonly code: number; readonly out: string; readonly err: string };

/**
 * Runs `calot` as people do, in a process of its own, and waits for its end.
 *
 * @param cwd the folder of another version of it
 */
export function runCalot(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  cwd = process.cwd(),
): Promise<Ended> {
  const command = [BUILT_CALOT, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd, env: { ...process.env, ...env } }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err });
    });
  });
}
