/** From so many answers on, readers' being sure and wrong says something of the reference. */
export const CONTESTED_FROM = 5;

/** The share of answers, sure and wrong, from which a case counts as contested. */
export const CONTESTED_SHARE = 0.25;

/** Whether a case is contested: its reference is questioned, or many readers were sure of another zone. */
export function isContested(of: {
  readonly openDisputes: number;
  /** Zones drawn, drills included. */
  readonly zones: number;
  readonly confidentlyWrong: number;
}): boolean {
  return (
    of.openDisputes > 0 || (of.zones >= CONTESTED_FROM && of.confidentlyWrong >= CONTESTED_SHARE * of.zones)
  );
}
