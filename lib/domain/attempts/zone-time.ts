/** How long after the phase is locked a zone is still taken; an attempt without one is a miss from then on. */
export const ZONE_TIME_MS = 24 * 60 * 60 * 1000;
