import type { LibraryEntry } from "@/lib/domain/library/views";
import { plural, t } from "@/lib/language/t";
import { formatCount, formatDecimal } from "@/lib/words/figures";

/** "V01, frame 7": how a case is called. */
export const caseName = ({ video, frame }: Pick<LibraryEntry, "video" | "frame">): string =>
  t`${video}, frame ${frame}`;

/** "Difficulty 0.62, n = 40" */
export function describeDifficulty({
  difficulty,
  answers,
}: Pick<LibraryEntry, "difficulty" | "answers">): string {
  return difficulty === null
    ? t`Not measured yet`
    : t`Difficulty ${formatDecimal(difficulty)}, n = ${formatCount(answers)}`;
}

/** "SurGo-R1 hit"; "2 of 3 models hit"; null where no model has read the case. */
export function describeModels({ models }: Pick<LibraryEntry, "models">): string | null {
  const read = models.filter(({ outcome }) => outcome !== "none");
  const [first] = read;
  if (!first) return null;
  if (read.length === 1) return first.outcome === "hit" ? t`${first.model} hit` : t`${first.model} missed`;
  const { length: hits } = read.filter(({ outcome }) => outcome === "hit");
  return t`${hits} of ${plural(read.length, "# model hit", "# models hit")}`;
}

export const splitNames = { train: t`Train`, test: t`Test`, none: t`No split` } as const;

/** What the card says by a letter, a sign or a number alone, for those who hear it. */
export function describeMarks(entry: LibraryEntry): string {
  const { length: sets } = entry.sets;
  return [
    t`phase ${entry.phase}`,
    entry.retired && t`retired`,
    entry.contested && t`contested`,
    sets > 0 && t`${plural(sets, "in # set", "in # sets")}`,
  ]
    .filter(Boolean)
    .join(", ");
}
