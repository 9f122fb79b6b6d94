import { t } from "@/lib/language/t";

/** How many files are looked at side by side. */
const AT_ONCE = 64;

/**
 * A sentence about the first of some files that can't be read any more, as browsers refuse one that was changed, moved or
 * deleted since it was chosen; null where all can.
 */
export async function unreadableFile(files: readonly File[]): Promise<string | null> {
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE);
    const readable = await Promise.all(some.map((file) => isReadable(file)));
    const bad = some[readable.indexOf(false)];
    if (bad) return changedFile(bad.name);
  }
  return null;
}

export const changedFile = (name: string): string =>
  t`${name} was changed, moved or deleted after it was chosen, and can’t be read any more. Choose the files again.`;

async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
