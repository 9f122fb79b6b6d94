// @vitest-environment happy-dom
import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { NewAssignment } from "@/lib/domain/assignments/input";
import type { AssignmentChoices } from "@/lib/domain/assignments/views";
import { renderInPage } from "../testing/render";
import { type Asked, json, problem, standInServer } from "../testing/server";
import { NewAssignmentView } from "./new-assignment";

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const choices = {
  sets: [{ id: id(1), name: "Spring", cases: 3 }],
  cohorts: [{ id: id(2), name: "Year 3", residents: 3 }],
  residents: [{ id: id(3), name: "Ana Muñoz", cohorts: ["Year 3"] }],
} as unknown as AssignmentChoices;

/** The form, and a server that takes an assignment and counts whom it goes to. */
function open(create: (asked: Asked) => Response | Promise<Response> = () => json({ id: id(9) }, 201)) {
  const server = standInServer();
  server.answer((asked) =>
    asked.path.endsWith("/check")
      ? json({ readers: 3, seenBefore: { readers: 0, cases: 0 } })
      : create(asked),
  );
  const page = renderInPage(
    <NewAssignmentView
      choices={choices}
      setId={null}
      timeZone="Europe/Berlin"
      now="2026-03-02T09:00:00.000Z"
    />,
  );
  return { ...page, made: () => server.asked.filter(({ path }) => path === "/api/assignments") };
}

const assign = () => screen.getByRole("button", { name: "Assign" });
const name = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Name" });
const cohort = () => screen.getByRole("checkbox", { name: "Year 3 3 residents" });
const radio = (label: RegExp | string) => screen.getByRole<HTMLInputElement>("radio", { name: label });

test("what is missing is said at its field, which gets the focus, one after the other", async () => {
  const nobody = "audience: Choose at least one resident, or a cohort that has one.";
  const { user, made, routed } = open(({ body }) =>
    (body as NewAssignment).audience.cohortIds.length > 0 ? json({ id: id(9) }, 201) : problem(400, nobody),
  );
  await user.click(assign());
  expect(made()).toHaveLength(0);
  expect(document.activeElement).toBe(name());
  expect(name().getAttribute("aria-describedby")).toBe(screen.getByText("Give the assignment a name.").id);
  await user.keyboard("Exam of March");
  await user.click(assign());
  expect(await screen.findByText("Choose at least one resident, or a cohort that has one.")).toBeTruthy();
  expect(document.activeElement).toBe(cohort());
  await user.keyboard(" ");
  await user.click(assign());
  await vi.waitFor(() => expect(routed.pushed).toEqual([`/assignments/${id(9)}`]));
  expect(made().slice(1)).toMatchObject([
    { method: "POST", body: { name: "Exam of March", caseSetId: id(1), audience: { cohortIds: [id(2)] } } },
  ]);
});

test("an exam tells nothing with each answer and has one attempt; practice is as it was", async () => {
  const { user } = open();
  expect(radio("With each answer").checked).toBe(true);
  await user.click(radio(/^Exam/));
  expect(radio("With each answer").disabled).toBe(true);
  expect(radio("When somebody releases them").checked).toBe(true);
  expect(screen.queryByRole("textbox", { name: "Attempts at each case" })).toBeNull();
  await user.click(radio(/^Guided/));
  expect(radio("With each answer").checked).toBe(true);
  expect(screen.getByRole("textbox", { name: "Attempts at each case" })).toBeTruthy();
});

test("what the server refuses is told at its field, or above the button where it is about none", async () => {
  let detail = "due: it must be due after it opens.";
  const { user, made } = open(() => problem(400, detail));
  await user.type(name(), "Exam");
  await user.click(cohort());
  await user.click(assign());
  const told = await screen.findByText("It must be due after it opens.");
  const due = screen.getByLabelText("Due (empty: never)");
  expect(due.getAttribute("aria-describedby")).toBe(told.id);
  expect(document.activeElement).toBe(due);
  detail = "Somebody else has archived the set.";
  await user.click(assign());
  expect(await screen.findByText("Somebody else has archived the set.")).toBeTruthy();
  expect(due.hasAttribute("aria-invalid")).toBe(false);
  expect(made()).toHaveLength(2);
});

test("how many it goes to is told once the hand has paused", async () => {
  const { user } = open();
  await user.click(cohort());
  expect(await screen.findByText("It goes to 3 residents.")).toBeTruthy();
  await user.click(cohort());
  await vi.waitFor(() => expect(screen.queryByText("It goes to 3 residents.")).toBeNull());
});

test("a press while it is on its way assigns nothing twice", async () => {
  let arrive = (_: Response): void => {};
  const { user, made, routed } = open(() => new Promise((resolve) => (arrive = resolve)));
  await user.type(name(), "Exam");
  await user.click(cohort());
  await user.click(assign());
  const busy = await screen.findByRole("button", { name: "Assigning …" });
  await user.click(busy);
  fireEvent.submit(busy.closest("form")!);
  arrive(json({ id: id(9) }, 201));
  await vi.waitFor(() => expect(routed.pushed).toHaveLength(1));
  expect(made()).toHaveLength(1);
});
