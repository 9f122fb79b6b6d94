import type { PeopleQuery } from "@/lib/domain/people/input";

/** The address’s parameters of a list of people: what is as it is at first stays out. */
export function peopleParameters(query: PeopleQuery, page = query.page): URLSearchParams {
  const { search, role, cohort, year, account } = query;
  return new URLSearchParams({
    ...(search && { search }),
    ...(role && { role }),
    ...(cohort && { cohort }),
    ...(year !== null && { year: String(year) }),
    ...(account !== "open" && { account }),
    ...(page > 1 && { page: String(page) }),
  });
}

export function peopleHref(query: PeopleQuery, page?: number): string {
  const parameters = `${peopleParameters(query, page)}`;
  return parameters ? `/people?${parameters}` : "/people";
}
