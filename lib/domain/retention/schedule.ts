/**
 * Before what is personal goes, its person is told twice: so many days before at least. Days count that were waited: one at a
 * time, each once its mail has gone out.
 */
export const TOLD_DAYS = { first: 30, again: 7 } as const;
