// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { renderInPage } from "../testing/render";
import { json, problem, standInServer } from "../testing/server";
import { RemindersSection } from "./reminders-section";

const browser = navigator as unknown as Record<string, unknown>;
afterEach(() => {
  delete browser.clearAppBadge;
});

const theSwitch = () => screen.getByLabelText("Remind me of what is due in practice");

it("is switched off, and the number goes from the icon at once", async () => {
  const server = standInServer();
  server.answer(() => json({ on: false }));
  const clear = vi.fn(() => Promise.resolve());
  Object.assign(browser, { clearAppBadge: clear });
  const { user } = renderInPage(<RemindersSection on mailing />);
  await user.click(theSwitch());
  await vi.waitFor(() => expect(clear).toHaveBeenCalledOnce());
  expect(server.asked).toEqual([{ method: "PUT", path: "/api/account/reminders", body: { on: false } }]);
  expect(theSwitch()).toHaveProperty("checked", false);
});

it("stays as it was where that could not be stored, and says why", async () => {
  const server = standInServer();
  server.answer(() => problem(503, "The database is away."));
  const { user } = renderInPage(<RemindersSection on={false} mailing={false} />);
  expect(screen.getByText(/Mails are not sent here/)).toBeTruthy();
  await user.click(theSwitch());
  expect((await screen.findByRole("alert")).textContent).toContain("The database is away.");
  expect(theSwitch()).toHaveProperty("checked", false);
});
