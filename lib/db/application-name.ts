// The front and the pages it runs are bundled apart.
const holder = globalThis as typeof globalThis & { calotProcess?: string };

/** Tells what this process is for, as Postgres lists it: `web`, `work`, or a command's name. */
export function nameProcess(name: string): void {
  holder.calotProcess = name;
}

/** What Postgres calls the connections of this process (`pg_stat_activity`, `%a` in its log). */
export const applicationName = (more = ""): string =>
  ["calot", holder.calotProcess, more].filter(Boolean).join(" ");
