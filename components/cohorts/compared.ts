/** How many cohorts can stand side by side. */
export const COMPARED = { least: 2, most: 6 } as const;
