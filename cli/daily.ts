import { InvalidArgumentError } from "commander";

/** A time of day, by the machine's clock. */
export type TimeOfDay = { readonly hours: number; readonly minutes: number };

export function readTimeOfDay(text: string): TimeOfDay {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!found) throw new InvalidArgumentError("It takes a time of day, as 02:30.");
  return { hours: Number(found[1]), minutes: Number(found[2]) };
}

/** When it was that time last, in the time zone of the process. */
export function lastOccurrence(now: Date, { hours, minutes }: TimeOfDay): Date {
  const on = (day: number): Date => new Date(now.getFullYear(), now.getMonth(), day, hours, minutes);
  const today = on(now.getDate());
  return today <= now ? today : on(now.getDate() - 1);
}

const LOOK_MS = 20_000;
const TRY_AGAIN_MS = 15 * 60_000;

type Daily = {
  readonly time: TimeOfDay;
  /** When it was done last; null where it never was. */
  readonly last: () => Promise<Date | null>;
  readonly work: (signal: AbortSignal) => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
  readonly signal: AbortSignal;
  readonly now?: () => Date;
  readonly lookMs?: number;
};

/**
 * Does something every day at one time, and at once where that time passed without it. What fails is told, and tried again
 * after a quarter of an hour.
 */
export async function everyDay({
  time,
  last,
  work,
  signal,
  onFailure,
  now = () => new Date(),
  lookMs = LOOK_MS,
}: Daily) {
  let notBefore = 0;
  let done: Date | null | undefined;
  // By the clock, and not by a timer of a day: machines sleep, and clocks are set.
  for (; !signal.aborted; await rest(lookMs, signal)) {
    const moment = now();
    if (moment.getTime() < notBefore) continue;
    try {
      done ??= await last();
      if (done && done >= lastOccurrence(moment, time)) continue;
      await work(signal);
      done = moment;
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error);
      notBefore = moment.getTime() + TRY_AGAIN_MS;
    }
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
