import { HIT_IOU } from "@/lib/domain/scoring/thresholds";

/** IoU on a scale from 0 to 1 with the mark from which a zone is a hit. */
export function IouScale({ iou }: { iou: number }) {
  return (
    <svg aria-hidden viewBox="0 0 100 14" className="mt-1 mb-1.5 h-3.5 w-full" preserveAspectRatio="none">
      <g className="stroke-line-strong" vectorEffect="non-scaling-stroke">
        <path d="M0 13H100" vectorEffect="non-scaling-stroke" />
        {[0, 50, 75, 100].map((x) => (
          <path key={x} d={`M${x} 13V9`} vectorEffect="non-scaling-stroke" />
        ))}
      </g>
      <path d={`M${100 * HIT_IOU} 13V3`} className="stroke-ink" vectorEffect="non-scaling-stroke" />
      <path
        d={`M0 11H${100 * iou}`}
        className="stroke-you"
        strokeWidth="3.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
