import type { Phase } from "@/lib/domain/phases";
import type { Term } from "@/lib/words/terms";

/** The page that explains phases and terms, and its anchors. */
export const GUIDE_URL = "/phases";
export const termUrl = (term: Term): string => `${GUIDE_URL}#${term}`;
export const phaseAnchor = (phase: Phase): string => `phase-${phase.toLowerCase()}`;
export const phaseUrl = (phase: Phase): string => `${GUIDE_URL}#${phaseAnchor(phase)}`;
/** The case that explains how a case goes. */
export const FIRST_CASE_URL = "/practice/first";
