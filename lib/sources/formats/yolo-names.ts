import path from "node:path";
import { plainName } from "@/lib/domain/text/plain-text";
import { faultOf, readWhole } from "@/lib/resgo/list-files";
import type { Folder } from "../folder";

const MOST_BYTES = 1_000_000;

/**
 * What classes are called by their numbers: as `names` of a YAML file says (`data.yaml`, or another), or else the lines of
 * `classes.txt`, `labels.txt`, `obj.names` and the like.
 */
export async function classNames(folder: Folder): Promise<ReadonlyMap<string, string>> {
  for (const file of nearest(folder.ending("yaml", "yml"))) {
    const names = namesOfYaml(await textOf(folder, file));
    if (names.size > 0) return names;
  }
  const lists = [
    ...folder.ending("names"),
    ...folder.ending("txt").filter((file) => /(?:^|\/)(?:classes|labels)\.txt$/i.test(file)),
  ];
  for (const file of nearest(lists)) {
    const lines = (await textOf(folder, file)).split(/\r\n|[\r\n]/).map(plainName);
    const named = lines.flatMap((line, index): [string, string][] =>
      line === "" ? [] : [[String(index), line]],
    );
    if (named.length > 0) return new Map(named);
  }
  return new Map();
}

/** Those that lie the least deep first. */
const nearest = (files: readonly string[]): string[] =>
  files.toSorted(
    (a, b) =>
      a.split("/").length - b.split("/").length ||
      path.posix.basename(a).localeCompare(path.posix.basename(b), "en"),
  );

async function textOf(folder: Folder, file: string): Promise<string> {
  try {
    return new TextDecoder().decode(await readWhole(folder.root, file, MOST_BYTES));
  } catch (cause) {
    faultOf(cause);
    return "";
  }
}

/** The names of a YAML file, in the four ways in which they are written: lists and tables, in a line or a line each. */
function namesOfYaml(text: string): Map<string, string> {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => line.replace(/\s+#.*$/, ""));
  const start = lines.findIndex((line) => /^names\s*:/.test(line));
  if (start < 0) return new Map();
  const after = lines.slice(start + 1);
  const end = after.findIndex((line) => /^[^\s#-]/.test(line) && !/^[\]}]/.test(line));
  const block = [lines[start]!.replace(/^names\s*:/, ""), ...(end < 0 ? after : after.slice(0, end))];
  const inline = block.join(" ").trim();
  const entries =
    inline.startsWith("[") || inline.startsWith("{")
      ? (inline.slice(1).match(/"[^"]*"(?:\s*:\s*(?:"[^"]*"|'[^']*'|[^,\]}]*))?|'[^']*'|[^,\]}]+/g) ?? [])
      : block.map((line) => line.trim().replace(/^-\s+/, ""));
  const named = new Map<string, string>();
  let next = 0;
  for (const entry of entries) {
    const said = entry.trim();
    if (said === "" || said.startsWith("#")) continue;
    const [, number, name] = /^["']?(\d{1,4})["']?\s*:\s*(.*)$/.exec(said) ?? [];
    named.set(number ?? String(next), plainName((name ?? said).replace(/^(["'])(.*)\1$/, "$2")));
    next += 1;
  }
  return named;
}
