"use client";

import { useCallback } from "react";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { zoneIou, zoneOfBox } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { formatFloored, NO_FIGURE } from "@/lib/words/figures";
import { IouScale } from "../charts/iou-scale";
import { Announcer } from "../viewer/draw/announcer";
import { type Drawing, liveBox } from "../viewer/draw/reducer";
import type { DrawingStore } from "../viewer/draw/store";
import { useStore } from "../viewer/store";
import { picture } from "./picture";

/** What the zone shares with the picture's reference while it is drawn; null without one. */
function liveIou(drawing: Drawing): number | null {
  const box = liveBox(drawing);
  return box && zoneIou(zoneOfBox(box), zoneOfBox(picture.reference));
}

/** Rounded as it is shown: while nothing else is to be seen, nothing is rendered. */
const shownIou = (drawing: Drawing): number | null => {
  const iou = liveIou(drawing);
  return iou === null ? null : Math.floor(iou * 100 + 1e-9) / 100;
};

const verdict = (iou: number): string =>
  iou >= HIT_IOU ? t`A hit: ${HIT_IOU} or more.` : t`No hit: less than ${HIT_IOU}.`;

/** The IoU of what is drawn, counted as it is drawn. */
export function LiveIou({ drawing }: { drawing: DrawingStore }) {
  const iou = useStore(drawing, shownIou);
  return (
    <dl className="mt-3 border-line border-t pt-2">
      <dt className="text-muted text-xs">{t`IoU, 0 to 1`}</dt>
      <dd>
        <p className="font-medium text-3xl tracking-[-0.02em]">
          {iou === null ? NO_FIGURE : formatFloored(iou)}
        </p>
        <IouScale iou={iou ?? 0} />
        <p className="text-muted text-sm">{iou === null ? t`Draw a box to see it.` : verdict(iou)}</p>
      </dd>
    </dl>
  );
}

/** Tells it to those who can't see it, once the hand rests. */
export function IouAnnouncer({ drawing }: { drawing: DrawingStore }) {
  const words = useCallback(() => {
    const iou = liveIou(drawing.get());
    return iou === null ? t`No zone.` : t`IoU ${formatFloored(iou)}. ${verdict(iou)}`;
  }, [drawing]);
  return <Announcer store={drawing} words={words} />;
}
