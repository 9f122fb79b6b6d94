import type { FollowedFigure, Period } from "@/lib/domain/cohorts/views";

type Weeks = { readonly weeks?: Period["weeks"] | undefined };

function address(path: string, params: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The program's page: over which weeks, and which page of its residents. */
export function programUrl(
  at: Weeks & { readonly search?: string; readonly year?: string; readonly page?: number },
): string {
  return address("/director", { weeks: at.weeks, search: at.search, year: at.year, page: at.page });
}

export function cohortUrl(id: string, { weeks }: Weeks): string {
  return address(`/cohorts/${id}`, { weeks });
}

export function residentUrl(id: string, { weeks }: Weeks): string {
  return address(`/residents/${id}`, { weeks });
}

/** Some cohorts side by side, by one of the figures. */
export function compareUrl(
  ids: readonly string[],
  at: Weeks & { readonly figure?: FollowedFigure | undefined } = {},
): string {
  return address("/cohorts/compare", { ids: ids.join(","), weeks: at.weeks, figure: at.figure });
}

/** One of a cohort's tables as a file. */
export function cohortFileUrl(
  id: string,
  { weeks, table }: Weeks & { readonly table: "figures" | "failures" | "residents" },
): string {
  return address(`/api/cohorts/${id}/export`, { weeks, table });
}
