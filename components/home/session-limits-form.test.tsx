// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderInPage } from "../testing/render";
import { json, standInServer } from "../testing/server";
import { SessionLimitsForm } from "./session-limits-form";

const idle = () => screen.getByRole<HTMLInputElement>("spinbutton", { name: "Without use, after" });
const unit = () => screen.getByRole<HTMLSelectElement>("combobox", { name: "Unit" });
const shown = () => `${idle().value} ${unit().value}`;

test.each([
  [1440, "1 days"],
  [2880, "2 days"],
  [720, "12 hours"],
  [90, "90 minutes"],
])("%i minutes are shown as people say them: %s", (idleMinutes, words) => {
  standInServer();
  renderInPage(<SessionLimitsForm limits={{ idleMinutes, days: 30 }} />);
  expect(shown()).toBe(words);
});

test("what is said in hours or days is sent in minutes", async () => {
  const server = standInServer();
  server.answer(({ body }) => json(body));
  const { user } = renderInPage(<SessionLimitsForm limits={{ idleMinutes: 1440, days: 30 }} />);
  await user.clear(idle());
  await user.type(idle(), "12");
  await user.selectOptions(unit(), "hours");
  await user.click(screen.getByRole("button", { name: "Set the limits" }));
  expect(await screen.findByText("Set.")).toBeTruthy();
  await user.selectOptions(unit(), "days");
  await user.click(screen.getByRole("button", { name: "Set the limits" }));
  expect(server.asked.map(({ body }) => body)).toEqual([
    { idleMinutes: 720, days: 30 },
    { idleMinutes: 12 * 24 * 60, days: 30 },
  ]);
});
