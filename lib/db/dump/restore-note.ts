/** The table where a restore that is under way is noted: what stands beside it was not finished. */
export const RESTORE_NOTE = "calot_restore";
