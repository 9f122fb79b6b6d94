import { PHASES, type Phase } from "../phases";
import type { RandomNumbers } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";
import { countPhases } from "./quotas";

export type FormSizes = {
  /** Cases of each of the two tests. */
  readonly cases: number;
  /** Of the practice set; 0 for none. */
  readonly practice: number;
};

type Share<Case> = { readonly need: number; readonly cases: Case[]; readonly have: Record<Phase, number> };

/**
 * Shares out whole videos among two tests and a practice set, at random but so that each phase's cases come to each in
 * proportion to its size.
 */
export function partitionVideos<Case extends { readonly videoId: string; readonly phase: Phase }>(
  pool: readonly Case[],
  sizes: FormSizes,
  random: RandomNumbers,
): { readonly pre: readonly Case[]; readonly post: readonly Case[]; readonly practice: readonly Case[] } {
  const newShare = (need: number): Share<Case> => ({ need, cases: [], have: { A: 0, B: 0, C: 0, D: 0 } });
  const [pre, post, practice] = [newShare(sizes.cases), newShare(sizes.cases), newShare(sizes.practice)];
  const shares = [pre, post, practice].filter(({ need }) => need > 0);
  const inPool = countPhases(pool);
  for (const video of shuffle([...videosOf(pool)], random)) {
    const holds = countPhases(video);
    const want = (share: Share<Case>): number =>
      PHASES.reduce((sum, phase) => {
        // Rare phases weigh more: where they go decides how large the forms can be.
        const rarity = holds[phase] / Math.max(1, inPool[phase]);
        return sum + rarity * (share.have[phase] / share.need);
      }, 0);
    // Between equals the choice is random, so that no form is always the first to choose.
    const [taker] = shuffle(shares, random).sort((a, b) => want(a) - want(b));
    if (!taker) break;
    for (const each of video) {
      taker.cases.push(each);
      taker.have[each.phase] += 1;
    }
  }
  return { pre: pre.cases, post: post.cases, practice: practice.cases };
}

function videosOf<Case extends { readonly videoId: string }>(pool: readonly Case[]): Iterable<Case[]> {
  const videos = new Map<string, Case[]>();
  for (const each of pool) {
    const video = videos.get(each.videoId);
    if (video) video.push(each);
    else videos.set(each.videoId, [each]);
  }
  return videos.values();
}
