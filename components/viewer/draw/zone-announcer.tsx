"use client";

import { useCallback } from "react";
import { t } from "@/lib/language/t";
import { Announcer } from "./announcer";
import { type Drawing, liveBox } from "./reducer";
import { slipWords } from "./slip-words";
import type { DrawingStore } from "./store";

/** Tells the zone to those who can't see it, once the hand rests. */
export function ZoneAnnouncer({ drawing }: { drawing: DrawingStore }) {
  const words = useCallback(() => describeDrawing(drawing.get()), [drawing]);
  return <Announcer store={drawing} words={words} />;
}

const arrowWords = {
  box: "",
  "lower-right": t`Arrow keys move its lower right corner.`,
  "upper-left": t`Arrow keys move its upper left corner.`,
} as const;

/** A drawing in words: the zone's size and place in natural pixels, and what the arrow keys move. */
function describeDrawing(drawing: Drawing): string {
  const { gesture, frame, arrows, slip } = drawing;
  if (slip) return slipWords[slip];
  if (gesture?.kind === "corner") return t`One corner is placed. Tap the opposite corner.`;
  const box = liveBox(drawing);
  if (!box) return t`No zone.`;
  const [left, top, width, height] = [box[0], box[1], box[2] - box[0], box[3] - box[1]].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  const zone = t`Zone ${width} by ${height} pixels, ${left} from the left and ${top} from the top of ${frame.width} by ${frame.height}.`;
  return `${zone} ${arrowWords[arrows]}`.trim();
}
