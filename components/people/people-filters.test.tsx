// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { peopleQuerySchema } from "@/lib/domain/people/input";
import type { PeoplePage } from "@/lib/domain/people/views";
import { renderInPage } from "../testing/render";
import { PeopleFilters } from "./people-filters";

test("a choice takes hold at once, with what was chosen before", async () => {
  const sent: object[] = [];
  const send = (event: Event) =>
    sent.push(Object.fromEntries(new FormData(event.target as HTMLFormElement).entries()));
  document.addEventListener("submit", send, { capture: true, once: true });
  const list = { cohorts: [{ id: "c1", name: "Class of 2029" }] } as unknown as PeoplePage;
  const query = peopleQuerySchema.parse({ role: "resident" });
  const { user } = renderInPage(<PeopleFilters query={query} list={list} />);
  await user.selectOptions(screen.getByRole("combobox", { name: "Cohort" }), "Class of 2029");
  expect(sent).toEqual([{ search: "", role: "resident", cohort: "c1", year: "", account: "open" }]);
});
