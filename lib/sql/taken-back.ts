import type { TakenBack } from "../domain/withdrawals/views";

/** Since when something is taken back, of its two columns: both are null, or none. */
export const takenBack = (at: Date | null, because: string | null): TakenBack | null =>
  at && because !== null ? { at: at.toISOString(), because } : null;
