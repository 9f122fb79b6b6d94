import type { Size } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";

/** Every drawn frame's size, in pixels. */
export const FRAME: Size = { width: 1280, height: 720 };

/** What stays the same through one invented procedure. */
export type ProcedureFacts = {
  readonly video: string;
  readonly split: "train" | "test";
  readonly fat: "lean" | "moderate" | "abundant";
  readonly wall: "thin" | "tense" | "thickened" | "inflamed";
  readonly liver: "healthy" | "steatotic" | "congested";
  readonly pouch: "prominent" | "slender";
  readonly duct: "long" | "short" | "wide";
  readonly artery: "apart" | "close" | "branching";
  /** How much of the common bile duct shows through the hepatoduodenal ligament. */
  readonly commonDuct: "visible" | "veiled" | "hidden";
};

/** What has been done by this frame, phase by phase. */
export type PhaseFacts =
  | {
      readonly phase: "A";
      /** Omentum stuck to the gallbladder's wall. */
      readonly adhesions: boolean;
      readonly instrument: "hook" | "dissector" | null;
    }
  | {
      readonly phase: "B";
      /** The share of the triangle's tissue already opened, 0 to 1. */
      readonly opened: number;
      readonly instrument: "hook" | "dissector";
    }
  | {
      readonly phase: "C";
      readonly duct: "bare" | "clipped";
      readonly artery: "bare" | "clipped" | "divided";
      /** The structure at which the clip applier or the scissors work; null with neither in view. */
      readonly at: "duct" | "artery" | null;
      readonly instrument: "clip applier" | "scissors" | null;
    }
  | {
      readonly phase: "D";
      /** The share of the bed from which the gallbladder is off, 0 to 1. */
      readonly freed: number;
      readonly instrument: "hook";
    };

export type SceneFacts = {
  readonly procedure: ProcedureFacts;
  /** The frame's number: seconds into the procedure. */
  readonly frame: number;
  readonly traction: "firm" | "slack";
  readonly hindrance: "smoke" | "ooze" | null;
  readonly state: PhaseFacts;
};

export function phaseOf(scene: SceneFacts): Phase {
  return scene.state.phase;
}

/** The seed of everything that varies between frames of one procedure; `purpose` keeps draws apart. */
export function sceneSeed(scene: SceneFacts, purpose: string): string {
  return `${scene.procedure.video}/${scene.frame}/${purpose}`;
}
