// @vitest-environment happy-dom
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { keepFocus } from "../ui/keep-focus";
import { EnterBadge } from "./enter-badge";
import { useStageKeys } from "./stage-keys";

function Stage({ onGo, onTool }: { onGo: () => void; onTool: () => void }) {
  useStageKeys((name) => {
    if (name !== "Enter") return false;
    onGo();
    return true;
  });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as the frame has while it is drawn on */}
      <div role="application" aria-label="Frame" tabIndex={0} />
      <label>
        <input type="radio" name="phase" /> A
      </label>
      <button type="button" {...keepFocus} onClick={onTool}>
        Undo
      </button>
      <a href="#about">About</a>
      <input type="text" aria-label="Left" />
      <div role="dialog" aria-label="Keys" tabIndex={-1} />
      <button type="button" onClick={onGo}>
        Lock in <EnterBadge />
      </button>
    </>
  );
}

const badgeShows = (): boolean => !screen.getByText("Enter").parentElement!.classList.contains("invisible");

test("Enter does what its name stands on, wherever the focus is", async () => {
  const [go, tool] = [vi.fn(), vi.fn()];
  render(<Stage onGo={go} onTool={tool} />);
  const user = userEvent.setup();
  const focus = (element: HTMLElement): void => act(() => element.focus());
  /** Whether Enter locks in, with the focus where it is. */
  const locks = async (): Promise<boolean> => {
    go.mockClear();
    await user.keyboard("{Enter}");
    return go.mock.calls.length > 0;
  };
  const places: readonly [HTMLElement, boolean][] = [
    [screen.getByRole("application"), true],
    [screen.getByRole("radio"), true],
    [screen.getByRole("button", { name: "Undo" }), false],
    [screen.getByRole("link"), false],
    [screen.getByRole("textbox"), false],
    [screen.getByRole("dialog", { name: "Keys" }), false],
    [screen.getByRole("button", { name: /^Lock in/ }), true],
  ];
  expect(badgeShows()).toBe(true);
  for (const [element, stands] of places) {
    focus(element);
    expect([element.outerHTML, badgeShows(), await locks()]).toEqual([element.outerHTML, stands, stands]);
  }
  expect(tool).toHaveBeenCalledTimes(1);
});

test("a tool that is pressed by the mouse leaves Enter where it was", async () => {
  const [go, tool] = [vi.fn(), vi.fn()];
  render(<Stage onGo={go} onTool={tool} />);
  const user = userEvent.setup();
  act(() => screen.getByRole("application").focus());
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect([tool.mock.calls.length, badgeShows()]).toEqual([1, true]);
  await user.keyboard("{Enter}");
  expect([tool.mock.calls.length, go.mock.calls.length]).toEqual([1, 1]);
});
