import { t } from "@/lib/language/t";
import type { AidKind } from "./aid";

/** What each kind of aid is called where it is chosen. */
export const aidWords: Readonly<Record<AidKind, string>> = {
  model: t`A model’s reading`,
  clip: t`The seconds before the frame`,
  cohort: t`Where other residents drew`,
};
