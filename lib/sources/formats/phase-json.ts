import path from "node:path";
import { z } from "zod";
import { plainName } from "@/lib/domain/text/plain-text";
import { plural, t } from "@/lib/language/t";
import { parseJson } from "@/lib/resgo/dataset-info";
import { BundleError, readWhole } from "@/lib/resgo/list-files";
import { warning } from "@/lib/resgo/problem";
import { joinSets } from "../join-sets";
import type { PhaseTrack, SourceFormat } from "../source-format";

const MOST_BYTES = 64_000_000;
/** Where a triplet says its frame's phase. */
const PHASE_AT = 14;

const schema = z.object({
  fps: z.number().positive().max(1_000).catch(1),
  categories: z.object({ phase: z.record(z.string(), z.string()) }),
  annotations: z.record(z.string(), z.array(z.array(z.unknown()))),
});

/** CholecT50's labels: a file a video, with the triplets and the phase of every frame, one a second. */
export const phaseJson: SourceFormat = {
  name: "CholecT50’s labels (JSON)",
  async recognise(folder) {
    const found: string[] = [];
    for (const file of folder.ending("json")) {
      if ((await folder.tool(file)) !== null) continue;
      const head = await folder.head(file);
      if (/"(?:triplet|num_frames)"\s*:/.test(head) && /"(?:phase|annotations)"\s*:/.test(head))
        found.push(file);
    }
    return found;
  },
  read: (folder, files) =>
    joinSets(files, async (file) => {
      const parsed = schema.safeParse(parseJson(await readWhole(folder.root, file, MOST_BYTES)));
      if (!parsed.success)
        throw new BundleError(
          t`The file is not as CholecT50 has them: it needs categories with phases, and annotations by frame.`,
        );
      const { fps, categories, annotations } = parsed.data;
      const numbers = Object.keys(annotations)
        .filter((key) => /^\d{1,9}$/.test(key))
        .map(Number)
        .sort((a, b) => a - b);
      const phases: { from: number; phase: string | null }[] = [];
      let unknown = 0;
      for (const number of numbers) {
        const said = annotations[number]![0]?.[PHASE_AT];
        const phase = categories.phase[String(said)] ?? null;
        if (phase === null) unknown += 1;
        if (phases.length === 0 || phases.at(-1)!.phase !== phase) phases.push({ from: number, phase });
      }
      const track: PhaseTrack = {
        video: plainName(path.posix.basename(file).replace(/\.json$/i, "")),
        ...{ file, rate: fps, phases, end: (numbers.at(-1) ?? -1) + 1 },
      };
      const what = t`${plural(unknown, "# frame has", "# frames have")} no phase in it.`;
      return { tracks: [track], problems: unknown > 0 ? [warning({ file }, what)] : [] };
    }),
};
