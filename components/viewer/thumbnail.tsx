import { clsx } from "clsx";
import { altOf } from "./alt-of";

type ThumbnailProps = {
  frame: { readonly frameUrl: string; readonly frameVersion: string };
  /** CSS pixels that it takes at most, so that nothing moves when it arrives. It is 8 to 5. */
  width: number;
  /** Whether it is asked for at once and not when it comes near. */
  eager?: boolean;
  className?: string;
  /** What it shows, where nothing beside it says so. */
  alt?: string;
};

/** A small picture of a frame, mostly beside the case's name. */
export function Thumbnail({
  frame: { frameUrl, frameVersion },
  width,
  eager,
  className,
  alt = "",
}: ThumbnailProps) {
  return (
    // biome-ignore lint/performance/noImgElement: frames come through the authorized route, in the width asked for
    <img
      src={`${frameUrl}?w=320&v=${frameVersion}`}
      alt={altOf(frameVersion, alt)}
      width={width}
      height={(width * 5) / 8}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      draggable={false}
      className={clsx("aspect-[8/5] bg-sunken object-cover", className)}
    />
  );
}
