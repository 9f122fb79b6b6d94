import path from "node:path";
import { FOREIGN_HEAD_BYTES } from "@/lib/resgo/foreign/find-foreign";
import { foreignTool } from "@/lib/resgo/foreign/foreign-tool";
import { isNamedAsPicture } from "@/lib/resgo/layout";
import { faultOf, type Listing, readHead } from "@/lib/resgo/list-files";

/** The files of a set, as formats look at them. */
export type Folder = {
  readonly root: string;
  readonly files: readonly string[];
  readonly pictures: readonly string[];
  /** The files of an ending, without its dot, in lower case. */
  readonly ending: (...endings: readonly string[]) => readonly string[];
  /** The beginning of a file, as text; nothing where it can't be read. */
  readonly head: (file: string) => Promise<string>;
  /** The program that a file of labels is of, as `foreignTool` names it; null where it is of none that is known. */
  readonly tool: (file: string) => Promise<string | null>;
  /** The picture that a file of labels means by a name or a path; null where none or several may be meant. */
  readonly picture: (said: string, from: string) => string | null;
};

export function openFolder({ root, files }: Pick<Listing, "root" | "files">): Folder {
  const pictures = files.filter(isNamedAsPicture);
  const byEnding = new Map<string, string[]>();
  for (const file of files) {
    const ending = path.posix.extname(file).slice(1).toLowerCase();
    const those = byEnding.get(ending);
    if (those) those.push(file);
    else byEnding.set(ending, [file]);
  }
  const tools = new Map<string, string | null>();
  const head = async (file: string): Promise<string> => {
    try {
      return new TextDecoder().decode(await readHead(root, file, FOREIGN_HEAD_BYTES));
    } catch (cause) {
      faultOf(cause);
      return "";
    }
  };
  return {
    ...{ root, files, pictures, head, picture: pictureFinder(pictures) },
    ending: (...endings) => endings.flatMap((ending) => byEnding.get(ending) ?? []),
    async tool(file) {
      const known = tools.get(file);
      if (known !== undefined) return known;
      const found = foreignTool(file, await head(file))?.name ?? null;
      tools.set(file, found);
      return found;
    },
  };
}

/**
 * Finds pictures by what a file of labels calls them: by the path from its own folder, by the path in the set, and else by
 * the name alone, where of those that are called so one lies nearest to the file.
 */
function pictureFinder(pictures: readonly string[]): Folder["picture"] {
  const byPath = new Map(pictures.map((file) => [file.toLowerCase(), file]));
  const byName = new Map<string, string[]>();
  for (const file of pictures) {
    const name = path.posix.basename(file).toLowerCase();
    const those = byName.get(name);
    if (those) those.push(file);
    else byName.set(name, [file]);
  }
  return (said, from) => {
    const slashed = said.replaceAll("\\", "/").toLowerCase();
    const own = path.posix.dirname(from).toLowerCase();
    for (const base of [own, `${own}/images`, path.posix.join(own, "../images"), "", "images"]) {
      const found = byPath.get(path.posix.join(base, slashed));
      if (found !== undefined) return found;
    }
    const named = byName.get(path.posix.basename(slashed)) ?? [];
    if (named.length < 2) return named[0] ?? null;
    const near = named.map((file) => shared(path.posix.dirname(file).toLowerCase(), own));
    const most = Math.max(...near);
    const nearest = named.filter((_, index) => near[index] === most);
    return nearest.length === 1 ? nearest[0]! : null;
  };
}

/** How many folders two paths have in common from their beginning on. */
function shared(one: string, other: string): number {
  const [a, b] = [one.split("/"), other.split("/")];
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}
