import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";

/** Writes lines, each with its line feed, in the place of a file: whole, or not at all. */
export async function replaceFile(file: string, lines: AsyncIterable<string>): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}.unfinished`;
  const handle = await open(draft, "w");
  try {
    let text = "";
    for await (const line of lines) {
      text += `${line}\n`;
      if (text.length < 1_000_000) continue;
      await handle.appendFile(text);
      text = "";
    }
    await handle.appendFile(text);
    await handle.datasync();
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  } finally {
    await handle.close();
  }
}
