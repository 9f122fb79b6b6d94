const FIRST_LINE = /^-- rolling: (yes|no), because (\S.*)$/;

/** Whether servers of the version before may go on beside a migration, and why. */
export type RollingMark = { readonly rolling: boolean; readonly because: string };

/** What a migration's first line says; null where it says nothing, and servers of before may not. */
export function rollingMark(sql: string): RollingMark | null {
  const [, word, because] = FIRST_LINE.exec(sql.split("\n", 1)[0] ?? "") ?? [];
  return because === undefined ? null : { rolling: word === "yes", because };
}
