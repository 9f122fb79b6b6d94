// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { renderInPage } from "../testing/render";
import { DueBadge } from "./due-badge";

const browser = navigator as unknown as Record<string, unknown>;

afterEach(() => {
  delete browser.setAppBadge;
  delete browser.clearAppBadge;
});

it("the app’s icon shows how much is due, and nothing where nothing is", () => {
  const set = vi.fn(() => Promise.resolve());
  const clear = vi.fn(() => Promise.resolve());
  Object.assign(browser, { setAppBadge: set, clearAppBadge: clear });
  renderInPage(<DueBadge due={3} />);
  expect(set.mock.calls).toEqual([[3]]);
  expect(clear).not.toHaveBeenCalled();
  renderInPage(<DueBadge due={0} />);
  expect(clear).toHaveBeenCalledOnce();
});

it("a browser without such icons, or that refuses, is left in peace", async () => {
  renderInPage(<DueBadge due={3} />);
  Object.assign(browser, { setAppBadge: () => Promise.reject(new Error("not installed")) });
  renderInPage(<DueBadge due={4} />);
  await Promise.resolve();
});
