/** A line of the benchmark's table. */
export type Row = {
  readonly what: string;
  readonly load: string;
  readonly perSecond?: number;
  /** Milliseconds. */
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  readonly ratio?: number;
  /** Thousands of bytes, as they are sent. */
  readonly kB?: number;
  readonly goal: string;
};

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The table in Markdown, for the terminal and for docs/bench.md alike. */
export function toTable(rows: readonly Row[]): string {
  const figure = (value: number | undefined): string =>
    value === undefined
      ? ""
      : value >= 1000
        ? Math.round(value).toLocaleString("en-GB")
        : value.toPrecision(3);
  const cells = rows.map((row) => [
    row.what,
    row.load,
    figure(row.perSecond),
    figure(row.p50),
    figure(row.p95),
    figure(row.p99),
    row.ratio === undefined ? "" : `${Math.round(row.ratio * 100)} %`,
    figure(row.kB),
    row.goal,
  ]);
  const header = ["what", "load", "per second", "p50 ms", "p95 ms", "p99 ms", "ratio", "kB", "goal"];
  return [header, header.map(() => "---"), ...cells].map((line) => `| ${line.join(" | ")} |`).join("\n");
}
