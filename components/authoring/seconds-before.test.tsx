// @vitest-environment happy-dom
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { AuthoringCase } from "@/lib/domain/authoring/views";
import { SecondsBefore } from "./seconds-before";

const shown = (view: Pick<AuthoringCase, "timeUs" | "clipUrl">) => {
  const frame = { frameUrl: "/api/cases/x/frame", frameVersion: "abc", width: 854, height: 480 };
  return render(<SecondsBefore view={{ ...frame, ...view } as AuthoringCase} />);
};

test("nothing stands there for a frame of which neither is known, and the time alone where that is", () => {
  expect(shown({ timeUs: null, clipUrl: null }).container.innerHTML).toBe("");
  shown({ timeUs: 3_785_000_000, clipUrl: null });
  expect(screen.getByText("1:03:05 in the recording")).toBeTruthy();
  expect(document.querySelector("video")).toBeNull();
});

test("a clip plays on asking alone, without sound, and in its place", () => {
  shown({ timeUs: null, clipUrl: "/api/cases/x/clip?v=abc" });
  const video = document.querySelector("video")!;
  expect([video.autoplay, video.loop, video.preload]).toEqual([false, false, "none"]);
  expect([video.muted, video.hasAttribute("playsinline")]).toEqual([true, true]);
  const play = vi.spyOn(video, "play").mockResolvedValue();
  const pause = vi.spyOn(video, "pause").mockImplementation(() => fireEvent.pause(video));
  fireEvent.click(screen.getByRole("button", { name: "Play" }));
  expect(play).toHaveBeenCalledOnce();
  fireEvent.playing(video);
  fireEvent.click(screen.getByRole("button", { name: "Pause" }));
  expect(pause).toHaveBeenCalledOnce();
  expect(screen.getByRole("button", { name: "Play" })).toBeTruthy();
});

test("ended, it stands at the frame and says so; one that can't be played says what to do", () => {
  shown({ timeUs: null, clipUrl: "/api/cases/x/clip?v=abc" });
  const video = document.querySelector("video")!;
  Object.defineProperties(video, { duration: { value: 10 }, currentTime: { value: 10, writable: true } });
  fireEvent.timeUpdate(video);
  fireEvent.ended(video);
  expect(screen.getByRole("button", { name: "Again" })).toBeTruthy();
  const slider = screen.getByRole("slider", { name: "Where the clip is" });
  expect(slider.getAttribute("aria-valuetext")).toBe("this frame");
  fireEvent.change(slider, { target: { value: "4" } });
  expect(video.currentTime).toBe(4);
  expect(slider.getAttribute("aria-valuetext")).toBe("6 s before");
  fireEvent.error(video);
  expect(screen.getByRole("status").textContent).toMatch(/could not be played/);
});
