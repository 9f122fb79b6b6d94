import { readFile } from "node:fs/promises";
import { replaceFile } from "@/lib/jobs/predict/replace-file";
import { CommandError } from "@/tooling/command-error";

/** An event's id, as it is given on a command line and kept in a file; null for what is none. */
export const cursorOf = (text: string): number | null =>
  /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;

/**
 * The cursor that a file keeps; null where there is no file.
 *
 * @throws CommandError where it holds something else
 */
export async function readCursorFile(file: string): Promise<number | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new CommandError(`${file} can’t be read: ${(error as Error).message}.`);
  }
  const cursor = cursorOf(text);
  if (cursor === null) {
    throw new CommandError(
      `${file} holds no cursor. Write into it the id of the last event that was taken, or name another file with --cursor.`,
    );
  }
  return cursor;
}

/** Keeps a cursor: the old one or the new one stands there, whatever happens meanwhile. */
export async function keepCursor(file: string, cursor: number): Promise<void> {
  await replaceFile(
    file,
    (async function* () {
      yield String(cursor);
    })(),
  );
}
