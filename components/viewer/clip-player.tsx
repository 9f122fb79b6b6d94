"use client";

import { Pause, Play, RotateCcw } from "lucide-react";
import { useRef, useState } from "react";
import { plural, t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { frameUrlFor } from "./frame-source";

/** How wide clips are at most, in pixels: the picture that stands there before one plays need not be wider. */
const CLIP_WIDTH = 640;

type State = "resting" | "loading" | "playing" | "failed";

type ClipPlayerProps = {
  frame: {
    readonly frameUrl: string;
    readonly frameVersion: string;
    /** Natural pixels. */
    readonly width: number;
    readonly height: number;
  };
  clipUrl: string;
};

/** The silent seconds that end at a frame, played on asking and never by themselves. */
export function ClipPlayer({ frame, clipUrl }: ClipPlayerProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<State>("resting");
  /** Where it is, and how long it is, in seconds; both 0 until it is known. */
  const [at, setAt] = useState({ now: 0, length: 0 });
  const rests = state === "resting" || state === "failed";
  const left = Math.max(0, at.length - at.now);
  const ended = at.length > 0 && left < 0.05;

  function toggle(): void {
    const player = video.current;
    if (!player) return;
    if (!rests) {
      player.pause();
      return;
    }
    setState("loading");
    if (state === "failed") player.load();
    // Why it fails, the player itself tells.
    player.play().catch(() => {});
  }

  function move(seconds: number): void {
    if (!video.current) return;
    video.current.currentTime = seconds;
    setAt((before) => ({ ...before, now: seconds }));
  }

  const note = (): void => {
    const player = video.current;
    if (!player) return;
    const length = Number.isFinite(player.duration) ? player.duration : 0;
    setAt({ now: player.currentTime, length });
  };

  return (
    <div className="mt-2">
      <video
        ref={video}
        muted
        playsInline
        disablePictureInPicture
        preload="none"
        src={clipUrl}
        poster={frameUrlFor(frame, CLIP_WIDTH)}
        aria-label={t`What happened before this frame, without sound`}
        style={{ aspectRatio: `${frame.width} / ${frame.height}` }}
        className="block max-h-[40vh] w-full rounded-md bg-black object-contain"
        onClick={toggle}
        onPlaying={() => setState("playing")}
        onWaiting={() => setState("loading")}
        onPause={() => setState("resting")}
        onEnded={() => setState("resting")}
        onError={() => setState("failed")}
        onLoadedMetadata={note}
        onDurationChange={note}
        onTimeUpdate={note}
      />
      <div className="mt-2 flex items-center gap-3">
        <Button size="sm" className="min-w-24" busy={state === "loading"} onClick={toggle}>
          {!rests ? <Pause aria-hidden /> : ended ? <RotateCcw aria-hidden /> : <Play aria-hidden />}
          {!rests ? t`Pause` : ended ? t`Again` : t`Play`}
        </Button>
        <input
          type="range"
          min={0}
          max={at.length}
          step={0.1}
          value={at.now}
          disabled={at.length === 0}
          aria-label={t`Where the clip is`}
          aria-valuetext={secondsBefore(left)}
          className="min-w-0 flex-1 accent-accent"
          onChange={(event) => move(event.currentTarget.valueAsNumber)}
        />
        <span className="w-20 shrink-0 text-right text-muted text-sm tabular-nums">
          {at.length > 0 && secondsBefore(left)}
        </span>
      </div>
      <p role="status" className="text-danger text-sm empty:hidden">
        {state === "failed" && t`The clip could not be played. Look at the connection, and play it again.`}
      </p>
    </div>
  );
}

/** How far the clip is from its end, which is the frame. */
const secondsBefore = (left: number): string =>
  left < 0.05 ? t`this frame` : t`${plural(Math.ceil(left), "# s before", "# s before")}`;
