import type { Box, Size } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { entityKeys } from "@/lib/recall/recall-rationale";
import type { Prompt } from "@/lib/vlm/prompts/load-prompt";
import type { TrainingCase } from "./source";

export type Stage = 1 | 2;

/** How the model is asked, as `calot predict` asks it. */
export type Conversation = {
  readonly stage: Stage;
  readonly prompt: Prompt;
  /** Phase and Go Zone in one turn. */
  readonly singleTurn: boolean;
  readonly withDefinition: boolean;
};

/** Where the picture goes in the words of a turn, as the trainer writes it. */
const PICTURE = "<image>";

/**
 * A row as the trainer reads it: the first turn, the picture, the reference, and for two turns the second question for each
 * phase, so that whether it is rectified is a choice among them. Boxes are in thousandths of the frame's sides.
 *
 * @param image the picture's absolute path
 */
export function trainingRow(one: TrainingCase, image: string, conversation: Conversation): object {
  const { dataset, video, frame, width, height, phase, boxes, rationale } = one;
  const { prompt, singleTurn, withDefinition } = conversation;
  const how = { coordinates: "relative-1000", frame: { width, height }, withDefinition } as const;
  const { location, exposure, nextAction, criticalRisk } = rationale;
  return {
    messages: [{ role: "user", content: PICTURE + (singleTurn ? prompt.askBoth(how) : prompt.askPhase()) }],
    images: [image],
    id: `${dataset}/${video}/${frame}`,
    // ms-swift takes a column `video` for a film to be shown to the model.
    videoName: video,
    frame,
    phase,
    boxes: boxes.map((box) => inThousandths(box, one)),
    rationale: { location, exposure, nextAction, criticalRisk },
    entities: entityKeys(rationale),
    width,
    height,
    ...(conversation.stage === 2 && !singleTurn
      ? { turn2: Object.fromEntries(PHASES.map((each) => [each, prompt.askZone(each, how)])) }
      : {}),
  };
}

/** Thousandths of the frame's sides, unrounded: what the prompt asks the model to count in. */
function inThousandths([x1, y1, x2, y2]: Box, { width, height }: Size): Box {
  return [(x1 * 1000) / width, (y1 * 1000) / height, (x2 * 1000) / width, (y2 * 1000) / height];
}
