import { t } from "@/lib/language/t";

/** open: its published cases are offered. closed: they were, and somebody closed it. held-back: they never were. */
export type DatasetState = "open" | "closed" | "held-back";

/** As a dataset's state is called everywhere. */
export const datasetStates: Readonly<Record<DatasetState, string>> = {
  open: t`Open to practice`,
  closed: t`Closed to practice`,
  "held-back": t`Held back`,
};

export function datasetState(isOpen: boolean, closedAt: unknown): DatasetState {
  if (isOpen) return "open";
  return closedAt ? "closed" : "held-back";
}
