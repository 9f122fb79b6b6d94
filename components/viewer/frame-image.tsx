"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type FrameSource, frameSrcSet, frameUrlFor, STAGE_SIZES, widthOfUrl } from "./frame-source";

type FrameImageProps = {
  source: FrameSource;
  alt: string;
  /** How many device pixels the frame spans now; null until the stage has been measured. */
  devicePixels: number | null;
  /** A picture can be seen, by its address; again whenever a sharper one is laid over it. */
  onShown: (url: string, image: HTMLImageElement) => void;
  onFailed: () => void;
  /** The browser let go of a picture that was seen, and can't show it again: it is to be fetched anew. */
  onLost: () => void;
};

const layer = "absolute inset-0 size-full object-contain";

/**
 * The frame's picture, sharp at every zoom. A larger file is decoded before it is laid over the one that is
 * shown, so that nothing flashes.
 */
export function FrameImage({ source, alt, devicePixels, onShown, onFailed, onLost }: FrameImageProps) {
  // Where the server renders, no size is known: the browser picks a file to begin with.
  const [first] = useState(() => (devicePixels === null ? null : frameUrlFor(source, devicePixels)));
  const [base, setBase] = useState<string | null>(null);
  const [sharper, setSharper] = useState<string | null>(null);
  const element = useRef<HTMLImageElement>(null);

  const settle = useEffectEvent(() => {
    const image = element.current;
    if (!image?.complete) return;
    if (image.naturalWidth === 0) return onFailed();
    setBase(image.currentSrc);
    onShown(image.currentSrc, image);
  });
  // It may have arrived, or failed, before React took over the page.
  useEffect(() => settle(), []);

  // A tab in the background may lose what it had decoded, and the file as well.
  const check = useEffectEvent(() => {
    const image = element.current;
    if (document.visibilityState !== "visible" || base === null || !image) return;
    image
      .decode()
      .catch(() => element.current === image && document.visibilityState === "visible" && onLost());
  });
  useEffect(() => {
    const listener = (): void => check();
    document.addEventListener("visibilitychange", listener);
    window.addEventListener("pageshow", listener);
    return () => {
      document.removeEventListener("visibilitychange", listener);
      window.removeEventListener("pageshow", listener);
    };
  }, []);

  const wanted = base === null || devicePixels === null ? null : frameUrlFor(source, devicePixels);
  const best = Math.max(base ? widthOfUrl(base) : 0, sharper ? widthOfUrl(sharper) : 0);
  const missing = wanted !== null && widthOfUrl(wanted) > best ? wanted : null;
  const sharpen = useEffectEvent((url: string, image: HTMLImageElement) => {
    setSharper(url);
    onShown(url, image);
  });
  useEffect(() => {
    if (missing === null) return;
    let stale = false;
    const image = new Image();
    image.src = missing;
    // A failure leaves the smaller file in place; the next zoom asks again.
    image.decode().then(
      () => !stale && sharpen(missing, image),
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [missing]);

  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: next/image sends no cookies, and a frame needs them */}
      <img
        ref={element}
        className={layer}
        alt={alt}
        {...(first === null ? { srcSet: frameSrcSet(source), sizes: STAGE_SIZES } : { src: first })}
        decoding="sync"
        fetchPriority="high"
        draggable={false}
        onLoad={() => settle()}
        onError={onFailed}
      />
      {sharper && (
        // biome-ignore lint/performance/noImgElement: as above
        <img className={layer} alt="" src={sharper} decoding="sync" draggable={false} />
      )}
    </>
  );
}
