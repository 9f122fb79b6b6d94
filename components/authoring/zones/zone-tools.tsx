"use client";

import { clsx } from "clsx";
import { Plus, Redo2, Trash2, Undo2 } from "lucide-react";
import { rich } from "@/components/ui/rich";
import { t } from "@/lib/language/t";
import { Kbd } from "../../ui/kbd";
import { CornerFields } from "../../viewer/draw/corner-fields";
import { slipWords } from "../../viewer/draw/slip-words";
import { Tool } from "../../viewer/draw/tool";
import { middleOf } from "../../viewer/draw/zone-key";
import { useLetterKeys } from "../../viewer/stage-keys";
import { useStore } from "../../viewer/store";
import type { ZonesStore } from "./store";

/** The zones as a list to take up from, and what can be done to them. */
export function ZoneTools({ store, describedBy }: { store: ZonesStore; describedBy: string }) {
  const boxes = useStore(store, (zones) => zones.boxes);
  const active = useStore(store, (zones) => zones.active);
  const canUndo = useStore(store, (zones) => zones.past.length > 0 || zones.drawing.gesture !== null);
  const canRedo = useStore(store, (zones) => zones.future.length > 0);
  const slip = useStore(store, (zones) => zones.drawing.slip);
  const letters = useLetterKeys();
  const { width, height } = store.get().frame;
  const add = (): void => {
    store.dispatch({ type: "take-up", index: null });
    store.dispatch({ type: "place", box: middleOf([0, 0, width, height]) });
  };
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t`Go Zone`}</legend>
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        {boxes.map((box, index) => (
          <Tool
            key={box.join(" ")}
            aria-pressed={index === active}
            className={clsx(index === active && "border-accent! bg-accent-soft")}
            onClick={() => store.dispatch({ type: "take-up", index })}
          >{t`Zone ${index + 1}`}</Tool>
        ))}
        <Tool onClick={add}>
          <Plus aria-hidden className="size-4" /> {t`Put one in the middle`}
        </Tool>
      </div>
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        <Tool off={!canUndo} onClick={() => store.dispatch({ type: "undo" })}>
          <Undo2 aria-hidden className="size-4" /> {t`Undo`}
        </Tool>
        <Tool off={!canRedo} onClick={() => store.dispatch({ type: "redo" })}>
          <Redo2 aria-hidden className="size-4" /> {t`Redo`}
        </Tool>
        <Tool off={active === null} onClick={() => store.dispatch({ type: "clear" })}>
          <Trash2 aria-hidden className="size-4" /> {t`Remove`}
        </Tool>
      </div>
      <p id={describedBy} className="mt-1.5 text-pretty text-muted text-xs">
        {slip
          ? slipWords[slip]
          : t`Drag over the frame, or tap two opposite corners; once more for another zone.`}
        {letters && (
          <span className="pointer-coarse:hidden">
            {" "}
            {rich`${<Kbd>G</Kbd>} puts one in the middle, arrows move it, ${<Kbd>R</Kbd>} lets them move a corner, ${<Kbd>Esc</Kbd>} lets go.`}
          </span>
        )}
      </p>
      <CornerFields drawing={store.drawing} />
    </fieldset>
  );
}
