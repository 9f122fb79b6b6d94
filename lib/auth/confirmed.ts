/** For so long nobody is asked again who they are, in milliseconds. */
const CONFIRMED_MS = 10 * 60_000;

/** Whether somebody has shown lately who they are: signing in, or because it was asked for again. */
export const isConfirmed = (confirmedAt: Date | undefined, now: Date): boolean =>
  confirmedAt !== undefined && now.getTime() - confirmedAt.getTime() <= CONFIRMED_MS;
