"use client";

import { clsx } from "clsx";
import { Circle as CircleIcon, Maximize, Minus, Plus, Sun } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";
import { t } from "@/lib/language/t";
import { keepFocus } from "../ui/keep-focus";
import { BRIGHTNESS } from "./brightness";
import type { CircleControls } from "./use-circle";

type FrameToolbarProps = {
  notice: string | null;
  /** The page that says more of it. */
  about: string | null;
  zoom: number;
  maxZoom: number;
  onZoomIn: () => void;
  onZoomOut: () => void;
  onFit: () => void;
  /** The frame's optical circle, and whether it fills the stage. */
  circle: Pick<CircleControls, "found" | "filling" | "fill">;
  brightness: number;
  onBrightness: (brightness: number) => void;
  /** While something is being drawn. */
  faded: boolean;
};

/** Zoom and brightness at the frame's edge, and what is to be said of the frame. */
export function FrameToolbar(props: FrameToolbarProps) {
  const { notice, about, zoom, maxZoom, circle, brightness, onBrightness, faded } = props;
  const percent = Math.round(brightness * 100);
  return (
    <div
      className={clsx(
        "flex shrink-0 flex-wrap items-center gap-x-2 px-1 text-muted text-xs transition-opacity duration-150 [--tool:min(2.25rem,44px)] [zoom:var(--tool-zoom,1)] pointer-coarse:[--tool:44px]",
        faded && "opacity-30",
      )}
    >
      {/* Where it hasn’t room beside the tools, it stands above them. */}
      <p
        className={clsx(
          "grow basis-0 text-pretty px-1 leading-tight",
          notice ? "min-w-[min(100%,16rem)]" : "min-w-0 max-sm:basis-full",
        )}
      >
        {notice}
        {notice && about && (
          <>
            {" "}
            <Link
              href={about}
              prefetch={false}
              // The case stays as it is in its own tab.
              target="_blank"
              className="whitespace-nowrap underline underline-offset-2 hover:text-ink"
            >
              {t`About these frames`}
              <span className="sr-only"> {t`(opens another tab)`}</span>
            </Link>
          </>
        )}
      </p>
      {/* Its width is known before what is in it has arrived, so that nothing moves as a slow line brings it. */}
      <div className="flex grow flex-wrap items-center gap-x-2 sm:min-w-[min(100%,calc(6*var(--tool)+min(7rem,112px)+0.5rem))] sm:grow-0 print:hidden">
        <div className="flex grow items-center sm:grow-0">
          <ToolButton
            label={t`Brightness ${percent} %, back to 100 %`}
            disabled={percent === 100}
            onClick={() => onBrightness(1)}
          >
            <Sun aria-hidden className="size-4" />
          </ToolButton>
          <input
            type="range"
            aria-label={t`Brightness`}
            className="h-(--tool) w-[min(6rem,112px)] accent-accent sm:w-[min(7rem,112px)]"
            min={BRIGHTNESS.least}
            max={BRIGHTNESS.most}
            step={BRIGHTNESS.step}
            value={brightness}
            aria-valuetext={`${percent} %`}
            onChange={(event) => onBrightness(event.currentTarget.valueAsNumber)}
          />
        </div>
        <div className="flex min-w-[calc(5*var(--tool))] items-center">
          <ToolButton label={t`Zoom out`} disabled={zoom <= 1.001} onClick={props.onZoomOut}>
            <Minus aria-hidden className="size-4" />
          </ToolButton>
          <output className="min-w-9 text-center">{zoom.toFixed(1)}×</output>
          <ToolButton label={t`Zoom in`} disabled={zoom >= maxZoom * 0.999} onClick={props.onZoomIn}>
            <Plus aria-hidden className="size-4" />
          </ToolButton>
          {/* Its place is kept: whether there is a circle is known only once the picture has been looked at. */}
          <ToolButton
            label={t`Fill the stage with the round picture`}
            disabled={!circle.found}
            aria-pressed={circle.found && circle.filling}
            onClick={() => circle.fill(!circle.filling)}
          >
            <CircleIcon aria-hidden className="size-4" />
          </ToolButton>
          <ToolButton label={t`Show the whole frame`} disabled={zoom <= 1.001} onClick={props.onFit}>
            <Maximize aria-hidden className="size-4" />
          </ToolButton>
        </div>
      </div>
    </div>
  );
}

/** Stays focusable when there is nothing to do, so that the focus is not lost at the end of the range. */
function ToolButton({ label, disabled, onClick, ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      {...keepFocus}
      {...rest}
      aria-label={label}
      title={label}
      aria-disabled={disabled ?? false}
      onClick={disabled ? undefined : onClick}
      className="grid size-(--tool) place-items-center rounded-md hover:bg-raised hover:text-ink aria-pressed:bg-raised aria-pressed:text-accent aria-disabled:cursor-default aria-disabled:opacity-40"
    />
  );
}
