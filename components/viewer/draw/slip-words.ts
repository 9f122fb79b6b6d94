import { t } from "@/lib/language/t";
import type { Slip } from "./reducer";

/** Why no zone came of what the hand did, and what makes one. */
export const slipWords: Readonly<Record<Slip, string>> = {
  small: t`Too small for a zone: nothing has changed. Drag from corner to corner.`,
  thin: t`Too thin for a zone: nothing has changed. Drag from corner to corner.`,
  palm: t`A hand that rests draws nothing. Draw with a fingertip.`,
};
