import Link from "next/link";
import type { GuideFrame } from "@/lib/domain/guide/views";
import { t } from "@/lib/language/t";
import { altOf } from "../viewer/alt-of";
import { casingLine, readerLine } from "../viewer/reader-lines";

/** Frames with the reference's boxes on them, each leading to its reader's own answer. */
export function GuideFrames({ frames }: { frames: readonly GuideFrame[] }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))] gap-4">
      {frames.map((frame) => (
        <li key={frame.caseId}>
          <Link
            href={`/attempts/${frame.attemptId}`}
            prefetch={false}
            className="block rounded-sm outline-offset-2"
          >
            <MarkedPicture
              frame={frame}
              alt={t`A frame that you answered, with the reference’s Go Zone. Look at your answer.`}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function MarkedPicture({ frame, alt }: { frame: GuideFrame; alt: string }) {
  const { frameUrl, frameVersion, width, height, boxes } = frame;
  return (
    <span
      className="relative block overflow-hidden rounded-sm bg-sunken"
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {/* biome-ignore lint/performance/noImgElement: frames come through the authorized route, in the width asked for */}
      <img
        src={`${frameUrl}?w=320&v=${frameVersion}`}
        alt={altOf(frameVersion, alt)}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        draggable={false}
        className="absolute inset-0 size-full object-contain"
      />
      <svg aria-hidden viewBox={`0 0 ${width} ${height}`} className="on-frame absolute inset-0 size-full">
        {boxes.map((box) => {
          const [x1, y1, x2, y2] = box;
          const place = { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
          return (
            <g key={box.join()}>
              <rect {...place} {...casingLine()} />
              <rect {...place} {...readerLine("reference")} />
            </g>
          );
        })}
      </svg>
    </span>
  );
}
