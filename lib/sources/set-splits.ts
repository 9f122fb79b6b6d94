import type { SourceMap } from "@/lib/domain/sources/source-map";
import { plural, t } from "@/lib/language/t";
import type { FrameKey } from "@/lib/resgo/layout";
import { nameKey } from "@/lib/resgo/plain-text";
import { error, listed } from "@/lib/resgo/problem";
import type { Split } from "@/lib/resgo/splits";
import type { SourceFrame } from "./source-format";

const SPLITS: Readonly<Record<string, Split>> = {
  train: "train",
  training: "train",
  val: "train",
  valid: "train",
  validation: "train",
  dev: "train",
  test: "test",
  testing: "test",
};

/** The splits of the videos. A video in two is an error of the whole, as in a bundle. */
export function splitsOf(frames: readonly SourceFrame[], map: SourceMap | null) {
  const splits = new Map<string, Split>();
  const torn = new Set<string>();
  const known = map?.splits;
  const named = known ? new Map(Object.entries(known).map(([name, to]) => [name.toLowerCase(), to])) : null;
  const meant = ({ split }: Pick<SourceFrame, "split">): Split | null =>
    split === null || known === false ? null : ((named ? named.get(split) : SPLITS[split]) ?? null);
  for (const frame of frames) {
    const split = meant(frame);
    if (split === null) continue;
    const key = nameKey(frame.video);
    const before = splits.get(key);
    if (before !== undefined && before !== split) torn.add(frame.video);
    splits.set(key, before ?? split);
  }
  const problems =
    torn.size === 0
      ? []
      : [
          error(
            {},
            t`${plural(torn.size, "# video is", "# videos are")} in both splits: ${listed([...torn])}. Nothing was imported: splits are by video, so that no procedure is both learnt from and tested on. In the map, "splits": false leaves them out.`,
          ),
        ];
  return {
    ...{ splits, problems, unusable: torn.size > 0 },
    of: ({ video }: FrameKey): Split | null => splits.get(nameKey(video)) ?? null,
  };
}
