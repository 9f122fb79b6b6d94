import { actions } from "./actions";
import { constraints } from "./constraints";
import { contrasts, denials, idle, warnings, warningsBehind } from "./cues";
import { irregular } from "./irregular";
import { pairs, targets } from "./targets";

/** The whole lexicon as a file for readers in other languages: training's rewards in Python. */
export function lexiconAsJson(): string {
  const cues = { contrast: contrasts, denial: denials, warning: warnings, "warning-behind": warningsBehind };
  return `${JSON.stringify({ targets, actions, constraints, pairs, cues, idle, irregular }, null, 1)}\n`;
}
