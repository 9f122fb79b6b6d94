/** How many of the latest cases a run's speed is computed from. */
const LATEST = 200;

/** How fast something goes, by when its latest steps were, in milliseconds. */
export function startRate(now: () => number) {
  let steps = [now()];
  return {
    step(): void {
      steps = [...steps, now()].slice(-LATEST);
    },
    /** Steps a second; null before there were any. */
    perSecond(): number | null {
      const ms = steps.at(-1)! - steps[0]!;
      return ms > 0 ? (1_000 * (steps.length - 1)) / ms : null;
    },
  };
}

/** How fast, and how long still, in a few words. */
export function describeRate(perSecond: number | null, left: number): string {
  if (perSecond === null) return "";
  const speed = perSecond >= 10 ? perSecond.toFixed(0) : perSecond.toPrecision(2);
  return `${speed} a second, ${describeTime(left / perSecond)} left`;
}

export function describeTime(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
