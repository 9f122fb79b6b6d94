"use client";

import type { Box } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { ReaderMark } from "../../viewer/marks";
import { useStore } from "../../viewer/store";
import { ZoneCanvas } from "../../viewer/zone-canvas";
import type { ZonesStore } from "./store";

/** Draws zones on a frame, inside a FrameViewer: the one that is taken up, among the others. */
export function ZonesCanvas({ store, describedBy }: { store: ZonesStore; describedBy: string }) {
  const boxes = useStore(store, (zones) => zones.boxes);
  const active = useStore(store, (zones) => zones.active);
  return (
    <>
      {boxes.map(
        (box, index) =>
          index !== active && (
            <ReaderMark key={box.join(" ")} reader="you" box={box} label={t`Zone ${index + 1}`} />
          ),
      )}
      <ZoneCanvas store={store.drawing} describedBy={describedBy} />
    </>
  );
}

/** The zones while something else is drawn. */
export function StillZones({ boxes }: { boxes: readonly Box[] }) {
  return boxes.map((box, index) => (
    <ReaderMark key={box.join(" ")} reader="you" box={box} label={t`Zone ${index + 1}`} />
  ));
}
