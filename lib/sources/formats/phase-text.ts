import path from "node:path";
import { plainName } from "@/lib/domain/text/plain-text";
import { plural, t } from "@/lib/language/t";
import { BundleError, readWhole } from "@/lib/resgo/list-files";
import { warning } from "@/lib/resgo/problem";
import { joinSets } from "../join-sets";
import type { PhaseTrack, SourceFormat } from "../source-format";

const MOST_BYTES = 64_000_000;
/** Cholec80's videos have so many frames a second, and its tracks a line for each. */
const RATE = 25;
const HEADER = /^\ufeff?Frame[\t ,;]+Phase\s/i;
const LINE = /^\s*(\d{1,9})[\t ,;]+(\S.*?)\s*$/;

/** Cholec80's tracks of phases: a text a video, `video01-phase.txt`, with a frame and the name of its phase in each line. */
export const phaseText: SourceFormat = {
  name: "Cholec80’s phases (text)",
  async recognise(folder) {
    const found: string[] = [];
    // Of a hundred thousand texts of labels none is opened in vain.
    for (const file of folder.ending("txt").filter((each) => /phase/i.test(each))) {
      if (HEADER.test(await folder.head(file))) found.push(file);
    }
    return found;
  },
  read: (folder, files) =>
    joinSets(files, async (file) => {
      const text = new TextDecoder().decode(await readWhole(folder.root, file, MOST_BYTES));
      const phases: { from: number; phase: string }[] = [];
      let end = 0;
      let unread = 0;
      for (const line of text.split(/\r\n|[\r\n]/).slice(1)) {
        if (line.trim() === "") continue;
        const [, number, name] = LINE.exec(line) ?? [];
        const frame = Number(number);
        // What goes back in time can't be placed.
        if (number === undefined || name === undefined || frame < end) {
          unread += 1;
          continue;
        }
        if (phases.at(-1)?.phase !== name) phases.push({ from: frame, phase: name });
        end = frame + 1;
      }
      if (phases.length === 0) throw new BundleError(t`The file has no line with a frame and a phase.`);
      const track: PhaseTrack = { video: videoOf(file), file, rate: RATE, phases, end };
      const said = t`${plural(unread, "# line is", "# lines are")} not a frame and its phase, in order, and was not read.`;
      return { tracks: [track], problems: unread > 0 ? [warning({ file }, said)] : [] };
    }),
};

/** `video01-phase.txt` is about video01. */
const videoOf = (file: string): string =>
  plainName(
    path.posix
      .basename(file)
      .replace(/\.\w+$/, "")
      .replace(/[\s_-]*phases?(?:[\s_-]*annotations?)?$/i, ""),
  );
