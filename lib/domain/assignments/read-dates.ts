import { t } from "@/lib/language/t";
import { type Mode, rulesOf } from "../attempts/mode";
import { momentOf } from "../time/zoned-time";
import type { AssignmentTerms } from "./input";

export type AssignmentDates = {
  readonly opensAt: Date;
  readonly dueAt: Date | null;
  readonly closesAt: Date | null;
  readonly resultsReleasedAt: Date | null;
};

type Read = { readonly dates: AssignmentDates } | { readonly problem: string };

/** A date more than five of these ahead is taken for a mistyped year. */
const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

/**
 * The moments of an assignment's dates as they are typed, or a sentence that says what is wrong with them.
 *
 * @param timeZone the institution's IANA name
 */
export function readDates(
  terms: Pick<AssignmentTerms, "opens" | "due" | "closes" | "release">,
  { mode, timeZone, now }: { mode: Mode; timeZone: string; now: Date },
): Read {
  const { release } = terms;
  const typed = {
    opens: terms.opens,
    due: terms.due,
    closes: terms.closes,
    release: release.kind === "at" ? release.at : null,
  };
  const moments = { opens: null, due: null, closes: null, release: null } as Record<
    keyof typeof typed,
    Date | null
  >;
  for (const key of ["opens", "due", "closes", "release"] as const) {
    const local = typed[key];
    if (local === null) continue;
    moments[key] = momentOf(local, timeZone);
    if (!moments[key]) {
      const [day, time] = local.split("T") as [string, string];
      return { problem: `${key}: ${t`the clocks show no ${time} on ${day}. Choose another time.`}` };
    }
  }
  const { opens: opensAt, due: dueAt, closes: closesAt } = moments;
  if (!opensAt) return { problem: `opens: ${t`give a day and a time.`}` };
  if (dueAt && dueAt <= opensAt) return { problem: `due: ${t`it must be due after it opens.`}` };
  if (closesAt && closesAt <= opensAt) return { problem: `closes: ${t`it must close after it opens.`}` };
  if (closesAt && dueAt && closesAt < dueAt)
    return { problem: `closes: ${t`it can’t close before it is due.`}` };
  if ([opensAt, dueAt, closesAt].some((date) => date && date.getTime() > now.getTime() + 5 * YEAR_MS)) {
    return { problem: `opens: ${t`these dates are years away. Look at the year once more.`}` };
  }
  const problem = releaseProblem(release.kind, moments.release, { mode, opensAt, dueAt, closesAt });
  if (problem) return { problem };
  const atOnce = opensAt < now ? opensAt : now;
  const resultsReleasedAt = { "at-once": atOnce, "by-hand": null, at: moments.release }[release.kind];
  return { dates: { opensAt, dueAt, closesAt, resultsReleasedAt } };
}

/** An exam's results can't be had while somebody may answer still: they would tell the answers. */
function releaseProblem(
  kind: "at-once" | "by-hand" | "at",
  releasedAt: Date | null,
  {
    mode,
    opensAt,
    dueAt,
    closesAt,
  }: { mode: Mode; opensAt: Date; dueAt: Date | null; closesAt: Date | null },
): string | null {
  if (kind === "at-once" && rulesOf(mode).isExam) {
    return `release: ${t`an exam’s results are released by hand or at a time, not with each answer.`}`;
  }
  if (kind !== "at" || !releasedAt) return null;
  if (releasedAt <= opensAt) return `release: ${t`results come after it opens.`}`;
  const last = closesAt ?? dueAt;
  if (rulesOf(mode).isExam && last && releasedAt < last) {
    return closesAt
      ? `release: ${t`an exam’s results come when it has closed, or they would tell the answers.`}`
      : `release: ${t`an exam’s results come when it is due, or they would tell the answers.`}`;
  }
  return null;
}
