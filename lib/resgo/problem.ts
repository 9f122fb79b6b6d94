import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";

/** Something about a bundle that its maker should know of, and where it stands. */
export type Problem = {
  /** An error kept something out; a warning tells of an assumption. */
  readonly level: "error" | "warning";
  /** Relative to the bundle's folder, with forward slashes. */
  readonly file: string | null;
  readonly sheet: string | null;
  /** As a spreadsheet or an editor numbers it, from 1. */
  readonly row: number | null;
  /** As a spreadsheet letters it. */
  readonly column: string | null;
  readonly message: string;
};

export type Place = Partial<Pick<Problem, "file" | "sheet" | "row" | "column">>;

export function error(place: Place, message: string): Problem {
  return { level: "error", file: null, sheet: null, row: null, column: null, ...place, message };
}

export function warning(place: Place, message: string): Problem {
  return { ...error(place, message), level: "warning" };
}

/** The problems in the order of the files they are in. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const collator = new Intl.Collator("en", { numeric: true });
  const rank = (problem: Problem): string => `${problem.file ?? ""}\u0000${problem.sheet ?? ""}`;
  return [...problems].sort(
    (a, b) =>
      collator.compare(rank(a), rank(b)) ||
      (a.row ?? 0) - (b.row ?? 0) ||
      collator.compare(a.column ?? "", b.column ?? ""),
  );
}

/** A list of names for a sentence, cut short where it would be too long to read. */
export function listed(names: readonly string[], most = 8): string {
  const rest = names.length - most;
  return rest > 0
    ? inList([...names.slice(0, most), t`${plural(rest, "# more", "# more")}`], "and")
    : inList(names, ",");
}
