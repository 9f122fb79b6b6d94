import Link from "next/link";
import type { ToldFrame } from "@/lib/domain/attempts/surroundings";
import { Thumbnail } from "../viewer/thumbnail";

type ToldPictureProps = {
  frame: ToldFrame;
  /** CSS pixels that it takes at most. */
  width: number;
  /** What it shows, and that it leads to the reader's answer. */
  alt: string;
};

/** A frame that the reader has answered before, leading to that answer. */
export function ToldPicture({ frame, width, alt }: ToldPictureProps) {
  return (
    <Link
      href={`/attempts/${frame.attemptId}`}
      prefetch={false}
      className="block overflow-hidden rounded-md outline-offset-2"
    >
      <Thumbnail frame={frame} width={width} alt={alt} className="h-auto w-full" />
    </Link>
  );
}
