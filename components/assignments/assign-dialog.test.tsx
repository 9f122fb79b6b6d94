// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInPage } from "../testing/render";
import { json, problem, standInServer } from "../testing/server";
import { AssignDialog } from "./assign-dialog";

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const clock = { now: "2026-03-02T09:00:00.000Z", timeZone: "Europe/Berlin" };

/** The dialog over three chosen cases, and a server that answers what is asked to be made. */
function open(create: () => Response) {
  const server = standInServer();
  server.answer(({ path }) => {
    if (path.endsWith("/choices")) {
      return json({ sets: [], cohorts: [{ id: id(2), name: "Year 3", residents: 3 }], residents: [] });
    }
    return path.endsWith("/check") ? json({ readers: 3, seenBefore: { readers: 0, cases: 0 } }) : create();
  });
  const caseIds = [id(3), id(4), id(5)];
  const page = renderInPage(
    <AssignDialog
      content={{ caseIds }}
      known={{ caseIds }}
      title="Assign 3 cases"
      name="3 cases of 2 Mar"
      clock={clock}
      onClose={() => {}}
    />,
  );
  return { ...page, caseIds, made: () => server.asked.filter(({ path }) => path === "/api/assignments") };
}

const cohort = () => screen.findByRole("checkbox", { name: "Year 3 3 residents" });
const assign = () => screen.getByRole("button", { name: "Assign" });

test("a cohort and a press give the cases: open now, due in a week, closed two days later", async () => {
  const { user, made, routed, caseIds } = open(() => json({ id: id(9) }, 201));
  await user.click(await cohort());
  await user.click(assign());
  await vi.waitFor(() => expect(routed.pushed).toEqual([`/assignments/${id(9)}`]));
  expect(made()).toMatchObject([
    {
      body: {
        id: expect.any(String),
        caseIds,
        name: "3 cases of 2 Mar",
        mode: "guided",
        opens: "2026-03-02T10:00",
        due: "2026-03-09T18:00",
        closes: "2026-03-11T18:00",
        release: { kind: "at-once" },
        audience: { cohortIds: [id(2)], userIds: [] },
      },
    },
  ]);
});

test("what the server refuses is told at its field, which gets the focus, or above the buttons", async () => {
  let detail = "audience: choose at least one resident, or a cohort that has one.";
  const { user, made } = open(() => problem(400, detail));
  const year = await cohort();
  await user.selectOptions(screen.getByRole("combobox", { name: "Mode" }), "Exam");
  await user.click(assign());
  expect(await screen.findByText("Choose at least one resident, or a cohort that has one.")).toBeTruthy();
  expect(document.activeElement).toBe(year);
  detail = "due: this moment has passed. Choose a later one.";
  await user.click(assign());
  expect(await screen.findByText("This moment has passed. Choose a later one.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("Due (empty: never)"));
  detail = "caseIds: one case is no longer open to practice: V01, frame 7. Choose without.";
  await user.click(assign());
  const told = await screen.findByText(
    "One case is no longer open to practice: V01, frame 7. Choose without.",
  );
  expect(told.closest("[role=alert]")).toBeTruthy();
  // The same is asked for under the same id until it is known to be made.
  const ids = made().map(({ body }) => (body as { id: string }).id);
  expect(new Set(ids).size).toBe(1);
  expect(made()[0]).toMatchObject({ body: { mode: "exam", release: { kind: "by-hand" } } });
});
