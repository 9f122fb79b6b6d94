import { t } from "@/lib/language/t";

/** What is said of a frame to who can't see it: nothing that tells the answer. */
export const FRAME_ALT = t`The operative field of this case.`;
