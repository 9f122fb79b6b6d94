"use client";

import { inContext, t } from "@/lib/language/t";
import { FIRST_CASE_URL, GUIDE_URL } from "../guide/guide-addresses";
import { type KeyBinding, KeyList } from "../ui/key-list";
import { TextLink } from "../ui/text-link";
import { Tick } from "../ui/tick";
import { setLetterKeys, useLetterKeys } from "../viewer/stage-keys";
import { StageDialog } from "./stage-dialog";

/** Every key of the stage, by the step in which it works. */
const GROUPS: readonly { readonly name: string; readonly bindings: readonly KeyBinding[] }[] = [
  {
    name: t`Phase`,
    bindings: [
      { keys: ["A", "B", "C", "D"], does: t`Choose the phase` },
      { keys: ["1", "2", "3", "4"], does: t`How sure you are` },
      { keys: ["Enter"], does: t`Lock in the phase` },
    ],
  },
  {
    name: t`Zone`,
    bindings: [
      { keys: ["G"], does: t`Put a zone in the middle, or take it up again` },
      { keys: ["←", "→", "↑", "↓"], does: t`Move by a pixel, with Shift by ten` },
      { keys: ["R"], does: t`Let the arrows move a corner, the other corner, the zone again` },
      { keys: ["Z"], does: t`Undo, with Shift redo; Ctrl or ⌘ with Z likewise` },
      { keys: [inContext("a key")`Delete`], does: t`Clear the zone` },
      { keys: ["Esc"], does: t`Drop what is being drawn; then let go of the zone` },
      { keys: ["Enter"], does: t`Submit the zone` },
    ],
  },
  {
    name: t`Second look`,
    bindings: [
      { keys: ["A", "B", "C", "D"], does: t`Choose another phase` },
      { keys: ["G"], does: t`Take the zone up again; the other keys of the zone as well` },
      { keys: ["Enter"], does: t`Keep the answer, or send the changed one` },
    ],
  },
  {
    name: t`Your own words`,
    bindings: [{ keys: ["Enter"], does: t`To the next line, then submit` }],
  },
  {
    name: t`Frame`,
    bindings: [
      { keys: ["+", "−", "0"], does: t`Zoom in, out, show all` },
      { keys: ["O"], does: t`Fill the stage with the round picture, or show all` },
      { keys: ["[", "]"], does: t`Darker, brighter` },
      { keys: ["←", "→", "↑", "↓"], does: t`Move the frame, while no zone is held` },
      { keys: [inContext("a key")`Space`], does: t`Hold it to drag the frame` },
    ],
  },
  {
    name: t`Result`,
    bindings: [
      { keys: ["1", "…"], does: t`Show or hide you, the reference, the models, the others` },
      { keys: ["B"], does: t`Shade what lies beyond the reference, or don’t` },
      { keys: ["N", "Enter"], does: t`Next case` },
    ],
  },
];

/** Where it is explained how a case goes. */
const PAGES = [
  { href: FIRST_CASE_URL, name: t`How a case goes` },
  { href: GUIDE_URL, name: t`Phases and Go Zones` },
] as const;

/** How a case goes, all keys, and the switch for those that are single characters. */
export function HelpDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const letters = useLetterKeys();
  return (
    <StageDialog {...props} title={t`Help`} className="sm:max-w-2xl!">
      <ul className="flex flex-wrap gap-x-6 gap-y-1 pointer-fine:mb-5">
        {PAGES.map(({ href, name }) => (
          <li key={href}>
            {/* The case stays as it is in its own tab. */}
            <TextLink href={href} target="_blank" className="pointer-coarse:min-h-11 pointer-coarse:pt-2.5">
              {name}
              <span className="sr-only"> {t`(opens another tab)`}</span>
            </TextLink>
          </li>
        ))}
      </ul>
      <div className="gap-8 sm:columns-2 pointer-coarse:hidden">
        {GROUPS.map(({ name, bindings }) => (
          <section key={name} className="mb-5 break-inside-avoid">
            <h3 className="font-semibold">{name}</h3>
            <KeyList bindings={bindings} />
          </section>
        ))}
      </div>
      <Tick
        className="border-line border-t pt-3 text-sm pointer-coarse:hidden"
        label={t`Use keys that are a single letter, digit or sign`}
        on={letters}
        onChange={setLetterKeys}
      />
    </StageDialog>
  );
}
