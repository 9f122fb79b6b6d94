"use client";

import { clsx } from "clsx";
import { Plus, Redo2, Trash2, Undo2 } from "lucide-react";
import { useId } from "react";
import { rich } from "@/components/ui/rich";
import { LONGEST_REGION_NAME } from "@/lib/domain/no-go/region";
import { structureNames } from "@/lib/domain/no-go/structures";
import { t } from "@/lib/language/t";
import { Kbd } from "../ui/kbd";
import { Tool } from "../viewer/draw/tool";
import { middleOf } from "../viewer/draw/zone-key";
import { useLetterKeys } from "../viewer/stage-keys";
import { useStore } from "../viewer/store";
import { howToDraw, labelOf } from "./region-words";
import type { RegionsStore } from "./store";

type RegionToolsProps = {
  store: RegionsStore;
  /** The id of what says how to draw. */
  describedBy: string;
  /** Why a region was refused, and which. */
  refused: { readonly index: number; readonly problem: string } | null;
};

/** The No-Go regions as a list to take up from, and what can be done to them. */
export function RegionTools({ store, describedBy, refused }: RegionToolsProps) {
  const regions = useStore(store, (state) => state.regions);
  const active = useStore(store, (state) => state.active);
  const hasCorner = useStore(store, (state) => state.corner !== null);
  const isTracing = useStore(store, (state) => state.gesture?.kind === "tracing");
  const canUndo = useStore(store, (state) => state.past.length > 0 || state.gesture !== null);
  const canRedo = useStore(store, (state) => state.future.length > 0);
  const isSlip = useStore(store, (state) => state.slip !== null);
  const said = useStore(store, howToDraw);
  const letters = useLetterKeys();
  const { width, height } = store.get().frame;
  const [x1, y1, x2, y2] = middleOf([0, 0, width, height]);
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t`No-Go regions`}</legend>
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        {regions.map((region, index) => (
          <Tool
            // biome-ignore lint/suspicious/noArrayIndexKey: a region has no other identity than its place
            key={index}
            aria-pressed={index === active}
            className={clsx(
              index === active && "border-accent! bg-accent-soft",
              index === refused?.index && "border-danger!",
            )}
            onClick={() => store.dispatch({ type: "take-up", index })}
          >
            <span className="break-words text-left">{labelOf(region, index)}</span>
          </Tool>
        ))}
        <Tool onClick={() => store.dispatch({ type: "place", box: [x1, y1, x2, y2] })}>
          <Plus aria-hidden className="size-4" /> {t`Put one in the middle`}
        </Tool>
      </div>
      <p role="alert" className="mt-1.5 text-danger text-sm empty:hidden">
        {refused &&
          t`${labelOf(regions[refused.index] ?? { name: null }, refused.index)}: ${refused.problem}`}
      </p>
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        <Tool off={!canUndo} onClick={() => store.dispatch({ type: "undo" })}>
          <Undo2 aria-hidden className="size-4" /> {t`Undo`}
        </Tool>
        <Tool off={!canRedo} onClick={() => store.dispatch({ type: "redo" })}>
          <Redo2 aria-hidden className="size-4" /> {t`Redo`}
        </Tool>
        <Tool off={active === null && !isTracing} onClick={() => store.dispatch({ type: "take-away" })}>
          <Trash2 aria-hidden className="size-4" />{" "}
          {isTracing || hasCorner ? t`Remove the corner` : t`Remove`}
        </Tool>
        {isTracing && <Tool onClick={() => store.dispatch({ type: "close" })}>{t`Close the region`}</Tool>}
        {hasCorner && <Tool onClick={() => store.dispatch({ type: "insert" })}>{t`Add a corner`}</Tool>}
      </div>
      <p id={describedBy} className="mt-1.5 text-pretty text-muted text-xs">
        <span className={clsx(isSlip && "text-caution")}>{said}</span>
        {letters && (
          <span className="pointer-coarse:hidden">
            {" "}
            {rich`${<Kbd>G</Kbd>} puts one in the middle, ${<Kbd>Tab</Kbd>} goes through its corners, arrows move, ${<Kbd>I</Kbd>} adds a corner, ${<Kbd>Enter</Kbd>} closes, ${<Kbd>Esc</Kbd>} lets go.`}
          </span>
        )}
      </p>
      {active !== null && regions[active] && (
        <NameField key={active} store={store} index={active} name={regions[active].name ?? ""} />
      )}
    </fieldset>
  );
}

function NameField({ store, index, name }: { store: RegionsStore; index: number; name: string }) {
  const id = useId();
  return (
    <div className="mt-2">
      <label htmlFor={id} className="font-medium text-sm">{t`What lies there`}</label>
      <input
        id={id}
        type="text"
        list={`${id}-names`}
        autoComplete="off"
        maxLength={LONGEST_REGION_NAME}
        value={name}
        onChange={(event) => store.dispatch({ type: "rename", index, name: event.currentTarget.value })}
        className="mt-1 block h-10 w-full min-w-0 rounded-md border border-line-strong bg-raised px-3 text-base text-ink hover:border-ink pointer-coarse:h-11"
      />
      <datalist id={`${id}-names`}>
        {structureNames.map((structure) => (
          <option key={structure} value={structure} />
        ))}
      </datalist>
    </div>
  );
}
