import type { Size } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";

/** Every frame's size, in pixels. */
export const FRAME: Size = { width: 1280, height: 720 };

/** What stays the same through one invented procedure. */
export type ProcedureFacts = {
  readonly video: string;
  readonly split: "train" | "test";
  /** How much fat covers the triangle and hangs about it. */
  readonly fat: "lean" | "moderate" | "abundant";
  readonly wall: "thin" | "tense" | "thickened" | "inflamed";
  readonly liver: "healthy" | "steatotic" | "congested";
  /** Hartmann's pouch: a bulge that overhangs the duct, or a mere taper. */
  readonly pouch: "prominent" | "slender";
  /** `low`: runs down beside the common hepatic duct before it joins. */
  readonly duct: "long" | "short" | "wide" | "low";
  /**
   * `apart`: well above the duct. `close`: almost upon it. `branching`: splits early into a front and a
   * deep branch. `double`: two arteries. `crossing`: aberrant, in front of the duct.
   */
  readonly artery: "apart" | "close" | "branching" | "double" | "crossing";
  /** How much of the common bile duct shows through the hepatoduodenal ligament. */
  readonly commonDuct: "visible" | "veiled" | "hidden";
  readonly clips: "titanium" | "polymer";
  /** The image: a circle on black, a circle cut off by the frame's edges, or the whole frame. */
  readonly view: "round" | "cropped" | "full";
};

/** Clips in the order they are set: two towards the patient, then one towards the gallbladder. */
export type Clips = 0 | 1 | 2 | 3;
export type Structure = { readonly clips: Clips; readonly divided: boolean };

/** What has been done by this frame, phase by phase. */
export type PhaseFacts =
  | {
      readonly phase: "A";
      /** Stuck to the gallbladder's wall, over the lower border of the fold. */
      readonly adhesions: "none" | "filmy" | "dense";
      readonly instrument: "hook" | "dissector" | null;
    }
  | {
      readonly phase: "B";
      /** The share of the triangle's tissue already opened, 0 to 1. */
      readonly opened: number;
      readonly instrument: "hook" | "dissector";
      /** After a first round of clips the dissection may go on: whole in the first round. */
      readonly artery: Structure;
    }
  | {
      readonly phase: "C";
      readonly duct: Structure;
      readonly artery: Structure;
      /** The structure at which the instrument works; null with none at work. Never a divided one. */
      readonly at: "duct" | "artery" | null;
      readonly instrument: "clip applier" | "scissors" | "dissector" | null;
    }
  | {
      readonly phase: "D";
      /** The share of the bed from which the gallbladder is off, 0 to 1. */
      readonly freed: number;
      readonly instrument: "hook" | "scissors";
    };

export type SceneFacts = {
  readonly procedure: ProcedureFacts;
  /** The frame's number: seconds into the procedure. */
  readonly frame: number;
  /** Of the grasper on the pouch (in D on the neck). */
  readonly traction: "firm" | "slack";
  /** What spoils the view: nothing, smoke, oozing blood, spilt bile, or irrigation fluid pooled below. */
  readonly hindrance: "smoke" | "ooze" | "bile" | "fluid" | null;
  readonly camera: "close" | "usual" | "far";
  readonly state: PhaseFacts;
};

export function phaseOf(scene: SceneFacts): Phase {
  return scene.state.phase;
}

/** The seed of everything that varies between frames of one procedure; `purpose` keeps draws apart. */
export function sceneSeed(scene: SceneFacts, purpose: string): string {
  return `${scene.procedure.video}/${scene.frame}/${purpose}`;
}
