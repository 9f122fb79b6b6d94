import { z } from "zod";
import { t } from "@/lib/language/t";

/** Why the Go Zone is where it is, in the paper's four parts (section 4.1.2). */
export const rationaleSchema = z.object({
  /** Where the Go Zone lies relative to anatomical landmarks. */
  location: z.string(),
  /** Whether retraction and dissection show enough to go on. */
  exposure: z.string(),
  /** The manoeuvre that comes next. */
  nextAction: z.string(),
  /** The main source of misperception or injury here. */
  criticalRisk: z.string(),
});
export type Rationale = z.infer<typeof rationaleSchema>;

export const RATIONALE_PARTS = ["location", "exposure", "nextAction", "criticalRisk"] as const;
export type RationalePart = (typeof RATIONALE_PARTS)[number];

export const rationaleLabels: Readonly<Record<RationalePart, string>> = {
  location: t`Location`,
  exposure: t`Exposure`,
  nextAction: t`Next action`,
  criticalRisk: t`Critical risk`,
};

/** The same within a sentence. */
export const rationaleWords: Readonly<Record<RationalePart, string>> = {
  location: t`the location`,
  exposure: t`the exposure`,
  nextAction: t`the next action`,
  criticalRisk: t`the critical risk`,
};
