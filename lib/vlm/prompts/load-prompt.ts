import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Size } from "@/lib/domain/geometry";
import { byPhase } from "@/lib/domain/phase-schema";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { VlmError } from "../errors";
import type { Coordinates } from "../reading";

/** The questions, in one version's words. */
export type Prompt = {
  readonly version: string;
  /** SHA-256 of every text that the questions are made of, the phases' names and definitions included; hex. */
  readonly digest: string;
  /** The first turn. */
  readonly askPhase: () => string;
  /** The second turn, about the phase that is taken to be right. */
  readonly askZone: (phase: Phase, how: ZoneQuestion) => string;
  /** All of it in a single turn. */
  readonly askBoth: (how: ZoneQuestion) => string;
};

type ZoneQuestion = {
  readonly coordinates: Coordinates;
  /** The picture's size as it is sent. */
  readonly frame: Size;
  readonly withDefinition: boolean;
};

const FOLDER = path.resolve("lib/vlm/prompts");

const PARTS = ["phase", "zone", "definition", "both", "relative-1000", "pixels"] as const;

/** What the phases were called, and how their Go Zones were defined, when a version was published. */
const phasesSchema = z.object({ names: byPhase(z.string()), definitions: byPhase(z.string()) });
type Phases = z.infer<typeof phasesSchema>;

/**
 * Reads a version of the prompts: a folder of texts in `lib/vlm/prompts`, whose `{{…}}` are filled in here. A
 * published version's words never change, those of its phases included, whatever the domain calls them today; better
 * words are another folder.
 *
 * @throws VlmError when there is no such version
 */
export function loadPrompt(version: string): Prompt {
  const versions = promptVersions();
  if (!versions.includes(version)) {
    throw new VlmError(`There is no prompt “${version}”. There is ${versions.join(", ")}.`);
  }
  const texts = new Map(PARTS.map((part) => [part, readText(version, `${part}.txt`)]));
  const phases = phasesSchema.parse(JSON.parse(readText(version, "phases.json")));
  const write = (part: (typeof PARTS)[number], values: Readonly<Record<string, string>>): string =>
    fill(texts.get(part)!, values);
  const coordinates = ({ coordinates, frame }: ZoneQuestion): string =>
    write(coordinates, { width: String(frame.width), height: String(frame.height) });
  return {
    version,
    digest: digestOf([...texts], phases),
    askPhase: () => write("phase", { options: options(phases, false) }),
    askZone: (phase, how) =>
      write("zone", {
        letter: phase,
        name: phases.names[phase],
        definition: how.withDefinition ? write("definition", { definition: phases.definitions[phase] }) : "",
        coordinates: coordinates(how),
      }),
    askBoth: (how) =>
      write("both", { options: options(phases, how.withDefinition), coordinates: coordinates(how) }),
  };
}

const byNumber = new Intl.Collator("en", { numeric: true });

/** Every version, the newest last. */
export function promptVersions(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => existsSync(path.join(FOLDER, name, "phase.txt")))
    .sort(byNumber.compare);
}

export function newestPrompt(): string {
  return promptVersions().at(-1)!;
}

function readText(version: string, file: string): string {
  // A checkout may have written other line ends, an editor a last one.
  const text = readFileSync(path.join(FOLDER, version, file), "utf8");
  return text.replaceAll("\r\n", "\n").trim();
}

function options({ names, definitions }: Phases, withDefinitions: boolean): string {
  return PHASES.map((phase) => {
    const option = `${phase}) ${names[phase]}`;
    return withDefinitions ? `${option}. ${definitions[phase]}` : option;
  }).join("\n");
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`A prompt asks for “${name}”, which it is not given.`);
    return value;
  });
  // What was filled in with nothing leaves no gap.
  return filled.replaceAll(/\n{3,}/g, "\n\n");
}

function digestOf(texts: readonly (readonly [string, string])[], { names, definitions }: Phases): string {
  return createHash("sha256")
    .update(JSON.stringify([texts, names, definitions]))
    .digest("hex");
}
