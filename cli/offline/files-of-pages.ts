import path from "node:path";

/** A file of the build, as a browser asks for it. */
const NAMED = /\/_next\/(static\/[\w~./-]+\.(?:js|css|woff2))/g;
/** The sentences of another language than English. */
const SENTENCES = /\/language\?v=\w+/g;
/** The same in a script, which knows where the build is. */
const NAMED_IN_SCRIPT = /["'](static\/[\w~./-]+\.(?:js|css))["']/g;
const NAMED_IN_STYLE = /url\(["']?([^"')]+\.woff2)["']?\)/g;

/**
 * The files of the build that pages may ask for, by the addresses under which they do: what stands in the pages, and from
 * there on what scripts fetch when it is wanted, and the fonts of styles.
 *
 * @param read a file of the folder `.next`; null where there is none
 */
export async function filesOfPages(
  pages: readonly string[],
  read: (file: string) => Promise<string | null>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  let next = pages.flatMap((html) => [...html.matchAll(NAMED)].map(([, file]) => file!));
  while (next.length > 0) {
    const unread = [...new Set(next)].filter((file) => !found.has(file));
    const texts = await Promise.all(unread.map(read));
    next = [];
    for (const [index, file] of unread.entries()) {
      const text = texts[index];
      if (text === null || text === undefined) continue;
      found.add(file);
      next.push(...namedIn(file, text));
    }
  }
  const sentences = new Set(pages.flatMap((html) => [...html.matchAll(SENTENCES)].map(([named]) => named)));
  return [...[...found].sort().map((file) => `/_next/${file}`), ...sentences];
}

function namedIn(file: string, text: string): readonly string[] {
  if (file.endsWith(".js")) return [...text.matchAll(NAMED_IN_SCRIPT)].map(([, named]) => named!);
  if (!file.endsWith(".css")) return [];
  return [...text.matchAll(NAMED_IN_STYLE)].map(([, named]) =>
    path.posix.join(path.posix.dirname(file), named!),
  );
}
