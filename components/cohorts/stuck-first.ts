import type { ResidentRow } from "@/lib/domain/cohorts/views";

/** Those whom most rules concern first, then those with most overdue; equals keep their order. */
export function stuckFirst(residents: readonly ResidentRow[]): readonly ResidentRow[] {
  return residents.toSorted((a, b) => b.concerns.length - a.concerns.length || b.overdue - a.overdue);
}
