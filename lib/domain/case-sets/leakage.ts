import { plural, t } from "@/lib/language/t";

/** A set's video that another set of its family holds too. */
type SharedVideo = { readonly video: string; readonly dataset: string; readonly set: string };

/** A set with the videos of its cases. */
export type SetVideos = {
  readonly name: string;
  readonly videos: readonly { readonly id: string; readonly name: string; readonly dataset: string }[];
};

/** The videos of a set that stand in the others too: each by the first set that holds it. */
export function sharedVideos(own: SetVideos["videos"], others: readonly SetVideos[]): readonly SharedVideo[] {
  const holders = new Map<string, string>();
  for (const { name, videos } of others) {
    for (const { id } of videos) if (!holders.has(id)) holders.set(id, name);
  }
  const seen = new Set<string>();
  return own.flatMap(({ id, name, dataset }) => {
    const set = holders.get(id);
    if (set === undefined || seen.has(id)) return [];
    seen.add(id);
    return [{ video: name, dataset, set }];
  });
}

/** Why a set can't hold those videos: a sentence naming them and the sets. */
export function explainSharedVideos(shared: readonly SharedVideo[]): string {
  const [first, ...rest] = shared;
  if (!first) return "";
  const why = t`Video ${first.video} of ${first.dataset} stands in “${first.set}” already: a practice set and its tests share no video.`;
  if (rest.length === 0) return why;
  return `${why} ${t`The same holds for ${plural(rest.length, "# more video", "# more videos")}.`}`;
}
