/** What was dropped: its files, those in folders included. */
export type Dropped = { readonly files: readonly File[]; readonly unreadFolders: number };

/** What systems leave in folders for themselves. */
const OF_THE_SYSTEM = /^(?:\.|thumbs\.db$|desktop\.ini$)/i;

/**
 * Reads what was dropped, folders with all that is in them. Has to be called while the drop is being told of: afterwards
 * the browser no longer says what it was.
 */
export async function droppedFiles(data: DataTransfer): Promise<Dropped> {
  const items = [...data.items].filter(({ kind }) => kind === "file");
  const dropped = items.map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const files: File[] = [];
  let unreadFolders = 0;
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) {
      const inside = await filesIn(entry as FileSystemDirectoryEntry).catch(() => null);
      if (inside === null) unreadFolders += 1;
      else files.push(...inside);
    } else if (file) files.push(file);
  }
  return { files, unreadFolders };
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const files: File[] = [];
  for (const entry of await entriesIn(folder.createReader())) {
    if (OF_THE_SYSTEM.test(entry.name)) continue;
    if (entry.isDirectory) files.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
    else files.push(await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail)));
  }
  return files;
}

/** A reader gives a hundred at a time, and none when there are no more. */
async function entriesIn(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
