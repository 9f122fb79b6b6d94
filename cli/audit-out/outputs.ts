import { type FileHandle, open, stat } from "node:fs/promises";
import { type LinesTarget, type NotTaken, type Posted, postLines } from "@/lib/protocols/post-lines";
import { CommandError } from "@/tooling/command-error";

/** Where lines go to. They count as taken once they are safe there. */
export type Output = (lines: readonly string[]) => Promise<Posted>;

const notTaken = (error: unknown): Posted & { problem: NotTaken } => ({
  taken: 0,
  problem: { said: (error as Error).message, retryAfterMs: null },
});

const textOf = (lines: readonly string[]): string => `${lines.join("\n")}\n`;

/** Adds lines to a file, which may be moved away or cut off at any time: then a new one is begun in its place. */
export class FileOutput {
  #handle: FileHandle | null = null;

  constructor(readonly path: string) {}

  /**
   * Opens the file, and makes it where there is none: for its owner and group alone.
   *
   * @throws CommandError where that can't be done
   */
  async begin(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      throw new CommandError(`${this.path} can’t be written: ${(error as Error).message}.`);
    }
  }

  readonly write: Output = async (lines) => {
    try {
      const handle = await this.#open();
      await handle.appendFile(textOf(lines));
      if ((await handle.stat()).isFile()) await handle.datasync();
      return { taken: lines.length, problem: null };
    } catch (error) {
      // What of it was written is ended when the file is opened again.
      await this.reopen().catch(() => {});
      return notTaken(error);
    }
  };

  /** Lets go of the file: what comes next goes to the one that has its name then. */
  async reopen(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  async #open(): Promise<FileHandle> {
    if (this.#handle && !(await this.#isThere(this.#handle))) await this.reopen();
    if (this.#handle) return this.#handle;
    const handle = await open(this.path, "a+", 0o640);
    this.#handle = handle;
    await endLine(handle);
    return handle;
  }

  async #isThere(handle: FileHandle): Promise<boolean> {
    const [open, named] = await Promise.all([handle.stat(), stat(this.path).catch(() => null)]);
    return named !== null && named.ino === open.ino && named.dev === open.dev;
  }
}

/** Ends a line that was cut short, by a full disk or a kill: it comes again, whole. */
async function endLine(handle: FileHandle): Promise<void> {
  const about = await handle.stat();
  if (!about.isFile() || about.size === 0) return;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, about.size - 1);
  if (buffer.toString() !== "\n") await handle.appendFile("\n");
}

/** @throws CommandError where nobody reads any more */
export const standardOutput: Output = (lines) =>
  new Promise((resolve, reject) => {
    process.stdout.write(textOf(lines), (error) => {
      if (error) reject(new CommandError("Nobody reads the standard output any more."));
      else resolve({ taken: lines.length, problem: null });
    });
  });

export const addressOutput =
  (target: LinesTarget): Output =>
  (lines) =>
    postLines(target, lines);
