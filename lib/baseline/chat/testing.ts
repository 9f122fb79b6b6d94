import { englishPhaseDefinitions, englishPhaseNames, PHASES, type Phase } from "@/lib/domain/phases";

type Message = { readonly role: string; readonly content: unknown };

const OPTIONS = PHASES.map((phase) => `${phase}. ${englishPhaseNames[phase]}`).join("\n");
export const BOX_FORM = '{"bbox_2d": [x1, y1, x2, y2], "label": "Go Zone"}';

export function dataUrl(picture: Buffer, type = "image/png"): string {
  return `data:${type};base64,${picture.toString("base64")}`;
}

/** The first turn: which phase is it? */
export function phaseQuestion(picture: Buffer, text = `Which phase does it show?\n${OPTIONS}`): Message {
  return {
    role: "user",
    content: [
      { type: "image_url", image_url: { url: dataUrl(picture) } },
      { type: "text", text },
    ],
  };
}

/** Both turns: the zone, under a phase. */
export function zoneQuestion(picture: Buffer, phase: Phase): Message[] {
  const asked = `${englishPhaseDefinitions[phase]}\nFind the Go Zone: ${BOX_FORM}`;
  return [
    phaseQuestion(picture),
    { role: "assistant", content: "A" },
    { role: "user", content: [{ type: "text", text: asked }] },
  ];
}
