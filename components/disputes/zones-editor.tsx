"use client";

import { clsx } from "clsx";
import { useId } from "react";
import { MOST_ZONES } from "@/lib/domain/disputes/input";
import type { Size } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { CornerFields } from "../viewer/draw/corner-fields";
import { DrawingTools, Instructions } from "../viewer/draw/drawing-tools";
import { ZoneAnnouncer } from "../viewer/draw/zone-announcer";
import { middleOf } from "../viewer/draw/zone-key";
import { ZoneMarks } from "../viewer/marks";
import { useStore } from "../viewer/store";
import { ZoneCanvas } from "../viewer/zone-canvas";
import type { DrawnZone, Zones } from "./use-zones";

const nameOf = (zones: readonly DrawnZone[], { id }: DrawnZone): string =>
  zones.length > 1 ? t`New reference ${zones.findIndex((zone) => zone.id === id) + 1}` : t`New reference`;

function ZoneMark({ zone, label }: { zone: DrawnZone; label: string }) {
  const drawn = useStore(zone.store, (drawing) => drawing.box);
  return drawn && <ZoneMarks zone={drawn} reader="reference" label={label} corner="top-left" />;
}

/** The zones while something else is drawn. */
export function StillZones({ zones }: { zones: readonly DrawnZone[] }) {
  return zones.map((zone) => <ZoneMark key={zone.id} zone={zone} label={nameOf(zones, zone)} />);
}

/** The zones on the frame, inside a FrameViewer: the one under the hand, and the others still. */
export function ZonesOnFrame({ zones, describedBy }: { zones: Zones; describedBy: string }) {
  const { active } = zones;
  return (
    <>
      {zones.zones
        .filter(({ id }) => id !== active.id)
        .map((zone) => (
          <ZoneMark key={zone.id} zone={zone} label={nameOf(zones.zones, zone)} />
        ))}
      <ZoneCanvas
        key={active.id}
        store={active.store}
        describedBy={describedBy}
        reader="reference"
        label={nameOf(zones.zones, active)}
      />
    </>
  );
}

/** Beside the frame: which zone is under the hand, and what the hand can't do on the frame. */
export function ZonesEditor({
  zones,
  frame,
  instructionsId,
}: {
  zones: Zones;
  frame: Size;
  instructionsId: string;
}) {
  const { active } = zones;
  const title = useId();
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className="mb-1 font-medium text-sm">{t`The zones`}</h2>
      <div className="mb-2 flex flex-wrap gap-2">
        {zones.zones.map((zone, index) => (
          <button
            key={zone.id}
            type="button"
            aria-pressed={zone.id === active.id}
            onClick={() => zones.choose(zone.id)}
            className={clsx(
              "min-h-8 rounded-md border px-2.5 text-sm pointer-coarse:min-h-11",
              zone.id === active.id ? "border-reference text-ink" : "border-line text-muted hover:border-ink",
            )}
          >{t`Zone ${index + 1}`}</button>
        ))}
        {zones.zones.length < MOST_ZONES && (
          <Button size="sm" variant="quiet" onClick={zones.add}>{t`Add a zone`}</Button>
        )}
        {zones.zones.length > 1 && (
          <Button size="sm" variant="quiet" onClick={zones.remove}>{t`Take this one away`}</Button>
        )}
      </div>
      <DrawingTools
        drawing={active.store}
        onPlace={() =>
          active.store.dispatch({ type: "place", box: middleOf([0, 0, frame.width, frame.height]) })
        }
      />
      <Instructions id={instructionsId} drawing={active.store} />
      <CornerFields key={active.id} drawing={active.store} />
      <ZoneAnnouncer key={`told ${active.id}`} drawing={active.store} />
    </section>
  );
}
