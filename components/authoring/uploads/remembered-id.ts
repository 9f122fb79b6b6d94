import { newId } from "../../ui/new-id";

const KEY = "calot.uploads";

type Remembered = Readonly<Record<string, string>>;

/**
 * The id of an upload: the one it had before, where the same files were sent to the same place and didn't arrive.
 *
 * @param what the files and where they go, as text
 */
export function rememberedId(what: string): string {
  const key = digest(what);
  const known = read();
  const id = known[key] ?? newId();
  write({ ...known, [key]: id });
  return id;
}

/** It has arrived, or can't: the same files begin anew. */
export function forgetId(id: string): void {
  write(Object.fromEntries(Object.entries(read()).filter(([, each]) => each !== id)));
}

/** Short; only one browser's few uploads are to be told apart by it. */
function digest(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}-${text.length}`;
}

function read(): Remembered {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Remembered;
  } catch {
    return {};
  }
}

function write(remembered: Remembered): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(remembered));
  } catch {
    // Storage is closed to the page: a reload begins anew.
  }
}
