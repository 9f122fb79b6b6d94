import path from "node:path";
import { plural, t } from "@/lib/language/t";
import { eachAtOnce } from "./each-at-once";
import { isAmongFrames, isNamedAsPicture } from "./layout";
import { faultOf, readHead } from "./list-files";
import { HEAD_BYTES, signedFormat, unreadKind, whyUnread } from "./picture";
import { error, listed, type Problem, warning } from "./problem";

const FILES_AT_ONCE = 8;

/** What lies among the frames and isn't called as a picture. */
type OddFiles = {
  /** Those that are pictures all the same, by their content. */
  readonly pictures: ReadonlySet<string>;
  /** The others, each with the reason why it is not read; null where there is none but that it is no picture. */
  readonly others: ReadonlyMap<string, string | null>;
};

/** Looks into the files among the frames that aren't called as pictures are: their beginnings alone. */
export async function readOddFiles(root: string, files: readonly string[]): Promise<OddFiles> {
  const odd = files.filter(
    (file) => isAmongFrames(file) && !isNamedAsPicture(file) && !/\.json$/i.test(file),
  );
  const pictures = new Set<string>();
  const others = new Map<string, string | null>(odd.map((file) => [file, null]));
  await eachAtOnce(odd, FILES_AT_ONCE, async (file) => {
    try {
      const head = await readHead(root, file, HEAD_BYTES);
      if (signedFormat(head) !== null) {
        pictures.add(file);
        others.delete(file);
      } else if (unreadKind(head) !== null) others.set(file, whyUnread(head));
    } catch (cause) {
      others.set(file, faultOf(cause));
    }
  });
  return { pictures, others };
}

/**
 * Names the files among the frames that are not read: one by one where there is a reason to give, and else once for all of
 * one ending in a folder.
 *
 * @param told files that are spoken of elsewhere
 */
export function oddProblems({ others }: OddFiles, told: ReadonlySet<string>): Problem[] {
  const groups = new Map<string, string[]>();
  const problems: Problem[] = [];
  for (const [file, reason] of others) {
    if (told.has(file)) continue;
    if (reason !== null) {
      problems.push(error({ file }, reason));
      continue;
    }
    const key = `${path.posix.dirname(file)} ${path.posix.extname(file).toLowerCase()}`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [
    ...problems,
    ...[...groups.values()].map((group) =>
      warning(
        { file: group[0]! },
        t`${plural(group.length, "# file among the frames is no picture and was", "# files among the frames are no pictures and were")} not read: ${listed(group)}.`,
      ),
    ),
  ];
}
