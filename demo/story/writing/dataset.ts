import type { SceneFacts } from "@/demo/scene/facts";

/** Said beside every frame, and in small letters within it. */
const NOTICE = "Rendered, not a patient; for trying Calot.";

/** What the bundle says of itself: paragraphs, shown on the dataset's page. */
export function datasetFile(scenes: readonly SceneFacts[]): string {
  const videos = new Set(scenes.map(({ procedure }) => procedure.video)).size;
  const description = [
    `${scenes.length} rendered frames of ${videos} invented laparoscopic cholecystectomies, made so that Calot can be tried without a single frame of a patient.`,
    "How it is made: for each frame a list of facts says what kind of anatomy this is and what has been done so far. From the facts a small operative field is laid out in three dimensions and rendered as a laparoscope might show it. The Go Zone is computed from that field by the phase’s definition: the tissue that the definition names, as far as the picture shows it, less a margin to the common bile duct and the liver bed. The No-Go regions are what the definition excludes, pixel by pixel. The four texts are put together from the same facts and from where things lie in the picture. So picture, answer and words cannot disagree; and nothing in them was observed.",
    "Who vouches for the reference: nobody. It follows the definitions as a program can follow them. No surgeon has reviewed the boxes, the regions or the texts, and they are no consensus.",
    "What it can’t teach: how tissue feels, bleeds and gives way; planes that are hard to find; anatomy beyond a handful of variants. There is no accessory duct, no Mirizzi syndrome, no gangrenous gallbladder, no change of plan. The camera always looks from the same side, and the field is tidier than any operation. Scores on these frames say nothing about a resident, and nothing about a model.",
  ].join("\n\n");
  const info = {
    name: "Calot rendered demo",
    version: "1.1.0",
    licence: "CC0-1.0",
    description,
    notice: NOTICE,
  };
  return `${JSON.stringify(info, null, 2)}\n`;
}

export function splitsFile(scenes: readonly SceneFacts[]): string {
  const rows = new Map(scenes.map(({ procedure }) => [procedure.video, procedure.split]));
  return ["video,split", ...[...rows].map((row) => row.join(","))].map((line) => `${line}\n`).join("");
}
