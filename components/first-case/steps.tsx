"use client";

import type { ReactNode } from "react";
import { PHASES, phaseDefinitions, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { namesOfRegions } from "@/lib/words/describe-regions";
import { terms } from "@/lib/words/terms";
import { JustAHit, WrongPhaseFails } from "../guide/drawings";
import { GUIDE_URL } from "../guide/guide-addresses";
import { TextLink } from "../ui/text-link";
import { CornerFields } from "../viewer/draw/corner-fields";
import { DrawingTools, Instructions } from "../viewer/draw/drawing-tools";
import type { DrawingStore } from "../viewer/draw/store";
import { ReaderSwatch } from "../viewer/marks";
import type { Mark } from "../viewer/reader-lines";
import { LiveIou } from "./live-iou";
import { picture } from "./picture";

export const FIRST_STEPS = ["go-zone", "draw", "iou", "phase", "model"] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

export const headings: Readonly<Record<FirstStep, string>> = {
  "go-zone": t`Where would you operate now?`,
  draw: t`Draw one box`,
  iou: t`How near it has to be`,
  phase: t`A wrong phase fails the case`,
  model: t`A model can be wrong`,
};

const { phase } = picture;
const field = t`A rendered gallbladder held to the left by a grasper, with a hook in the tissue to its right.`;

const seen = t`${field} The Go Zone is the tissue under the hook, beside the gallbladder’s neck.`;

/** The picture in words, with what lies on it in a step. */
export function altOf(step: FirstStep): string {
  switch (step) {
    case "go-zone":
      return t`${seen} No-Go: ${namesOfRegions(picture.noGo)}.`;
    case "iou":
    case "phase":
      return seen;
    case "model":
      return t`${seen} The model’s box lies below it.`;
    default:
      return field;
  }
}

type StepTextProps = {
  step: FirstStep;
  drawing: DrawingStore;
  instructionsId: string;
  onPlace: () => void;
};

/** What is said in a step, and done. */
export function StepText({ step, drawing, instructionsId, onPlace }: StepTextProps) {
  switch (step) {
    case "go-zone":
      return (
        <Text>
          <p>{t`Each case is one frame of a gallbladder operation. You name its phase, then you draw the Go Zone: where operating now is right and safe.`}</p>
          <p className="border-line-strong border-l-2 pl-3 text-muted text-sm">
            <strong className="font-semibold text-ink">
              {phase}, {phaseNames[phase]}.
            </strong>{" "}
            {phaseDefinitions[phase]}
          </p>
          <Legend marks={["reference", "no-go"]} />
        </Text>
      );
    case "draw":
      return (
        <>
          <Text>
            <p>{t`One box is your answer. Try it: where is the Go Zone? Nothing here is stored.`}</p>
          </Text>
          <Tools {...{ drawing, instructionsId, onPlace }} />
        </>
      );
    case "iou":
      return (
        <>
          <Text>
            <p>{terms.iou.sentence}</p>
          </Text>
          <LiveIou drawing={drawing} />
          <Text>
            <p className="text-muted text-sm">{t`Move your box, or size it, and watch. So little is enough for a hit:`}</p>
            <JustAHit />
          </Text>
          <Tools {...{ drawing, instructionsId, onPlace }} />
        </>
      );
    case "phase":
      return (
        <Text>
          <p>{t`What is safe in one phase harms in another. So the phase comes first and is locked, and a wrong one fails the case, however well the zone lies.`}</p>
          <WrongPhaseFails />
          <ul className="divide-y divide-line border-line border-y text-sm">
            {PHASES.map((each) => (
              <li key={each} className="flex gap-3 py-1.5">
                <span className="w-3 font-medium">{each}</span>
                <span className={each === phase ? "font-medium" : undefined}>{phaseNames[each]}</span>
              </li>
            ))}
          </ul>
          <p className="text-muted text-sm">{t`A figure that counts so is called hardcore.`}</p>
        </Text>
      );
    case "model":
      return (
        <Text>
          <p>{t`After your answer you see the reference, which clinicians agreed on, and sometimes what a model made of the same frame: a program that has learned from such cases.`}</p>
          <p>{t`It is another reader, no judge. Here its box lies too low.`}</p>
          <Legend marks={["you", "reference", "model"]} />
          <p className="text-muted text-sm">
            {t`All of this can be read again:`} <TextLink href={GUIDE_URL}>{t`Phases and Go Zones`}</TextLink>
          </p>
        </Text>
      );
  }
}

const Text = ({ children }: { children: ReactNode }) => (
  <div className="mt-2 mb-3 space-y-3 text-pretty">{children}</div>
);

const legend: Readonly<Partial<Record<Mark, string>>> = {
  you: t`You: solid`,
  reference: t`Reference: long dashes`,
  model: t`Model: dotted`,
  "no-go": t`No-Go: hatched, not to be touched now`,
};

function Legend({ marks }: { marks: readonly Mark[] }) {
  return (
    <ul aria-label={t`Legend`} className="space-y-1 text-sm">
      {marks.map((mark) => (
        <li key={mark} className="flex items-center gap-2.5">
          <ReaderSwatch reader={mark} /> {legend[mark]}
        </li>
      ))}
    </ul>
  );
}

function Tools({ drawing, instructionsId, onPlace }: Omit<StepTextProps, "step">) {
  return (
    <>
      <DrawingTools drawing={drawing} onPlace={onPlace} />
      <Instructions id={instructionsId} drawing={drawing} />
      <CornerFields drawing={drawing} />
    </>
  );
}
