import fc from "fast-check";
import { expect } from "vitest";
import { buildReference } from "../build-sample";
import { parseLabelMe } from "../labelme";
import { layOut } from "../layout";
import { BundleError } from "../list-files";
import { indexFrames, placeLabelMe } from "../place-labelme";
import { MEANT_FRAMES, MEANT_VIDEO, type MeantLabelMe, meantLabelMe } from "./meant-labelme";

const FRAMES = MEANT_FRAMES.map((frame) => `frames/${MEANT_VIDEO}/${String(frame).padStart(6, "0")}.jpg`);
const INDEX = indexFrames(layOut({ root: "/", files: FRAMES, problems: [] }));
const SIZE = { width: 320, height: 180 };

/**
 * Reads LabelMe files that a generator has written and perhaps spoilt. What was not spoilt is read whole; of what was, the
 * frame is refused, in a sentence; and no box or No-Go region is taken that was not drawn, or for another
 * frame.
 */
export async function tryLabelMe(runs: number): Promise<void> {
  await fc.assert(fc.asyncProperty(meantLabelMe, tryFile), { numRuns: runs });
}

async function tryFile({ file, bytes, frame, boxes, noGo, hindrance }: MeantLabelMe): Promise<void> {
  const content = (() => {
    try {
      return parseLabelMe(bytes, "Go Zone");
    } catch (cause) {
      if (!(cause instanceof BundleError) || hindrance === null) throw cause;
      expect(cause.message).toMatch(/\.$/);
      return null;
    }
  })();
  const { placed, problems } = placeLabelMe(file, content, INDEX);
  for (const { message } of problems) expect(message).toMatch(/\.$/);
  expect(placed).not.toBeNull();
  // What can't be read is placed by its own name.
  if (content) expect(placed).toMatchObject({ video: MEANT_VIDEO, frame });
  const gathered = { video: MEANT_VIDEO, frame, frameFiles: [], labelme: [placed!], rows: [] };
  const built = await buildReference(gathered, SIZE, {
    label: "Go Zone",
    allowIncomplete: true,
    saidWhyNone: false,
  });
  if (hindrance === null) {
    expect(built.reference?.boxes).toEqual(boxes);
    expect(built.reference?.noGo.map(({ name, counts }) => ({ name, counts }))).toEqual(noGo);
  } else expect(built.reference).toBeNull();
}
