import type { ProcedureFacts, SceneFacts } from "../../scene/facts";

/**
 * What a part of a rationale may say: one alternative of each slot, one after another, makes its text. Every
 * alternative is true of the scene; the composer chooses the ones least like what other frames say.
 */
export type Slots = readonly (readonly string[])[];

export type Telling = {
  readonly location: Slots;
  readonly exposure: Slots;
  readonly nextAction: Slots;
  readonly criticalRisk: Slots;
};

/** The gallbladder's lower end, by name. */
export function pouchOf({ pouch }: ProcedureFacts): string {
  return pouch === "prominent" ? "Hartmann’s pouch" : "the infundibulum";
}

/** "the pale, fatty liver". */
export function liverOf({ liver }: ProcedureFacts): string {
  return { healthy: "the liver", steatotic: "the pale, fatty liver", congested: "the dark, congested liver" }[
    liver
  ];
}

/** "tense gallbladder", without an article. */
export function gallbladderOf({ wall }: ProcedureFacts): string {
  const kind = { thin: "thin-walled", tense: "tense", thickened: "thick-walled", inflamed: "inflamed" }[wall];
  return `${kind} gallbladder`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What spoils the view, and what to do about it, as a remark and as a first step. */
export function hindranceOf({ hindrance }: SceneFacts): { remarks: string[]; remedies: string[] } | null {
  switch (hindrance) {
    case null:
      return null;
    case "smoke":
      return {
        remarks: ["smoke hangs over the field", "a veil of smoke dulls the view", "smoke greys the picture"],
        remedies: [
          "Vent the smoke",
          "Open a port valve and let the smoke out",
          "Wait until the smoke is sucked away",
        ],
      };
    case "ooze":
      return {
        remarks: [
          "fresh blood stains the tissue",
          "a slow ooze runs over the field",
          "blood has crept into the creases",
        ],
        remedies: [
          "Press with a swab and look for the source of the ooze",
          "Rinse and suck until the bleeding point is seen",
          "Hold a gauze on the ooze for a minute",
        ],
      };
    case "bile":
      return {
        remarks: [
          "spilt bile coats the tissue",
          "bile from a hole in the wall runs down into the field",
          "the tissue is stained by spilt bile",
        ],
        remedies: [
          "Suck the bile away and regrasp so that the hole is closed",
          "Aspirate the spilt bile and close the hole with the grasper",
          "Clear the bile and rinse",
        ],
      };
    case "fluid":
      return {
        remarks: [
          "irrigation fluid has pooled below and glints",
          "a pool of washing fluid lies in the hollow",
          "the lower part of the field is under irrigation fluid",
        ],
        remedies: [
          "Suck the pool dry",
          "Aspirate the irrigation fluid first",
          "Empty the hollow with the sucker",
        ],
      };
  }
}
