/**
 * Forms that no regular ending tells, of words that the lexicon has: by the word they are a form of. Other words have
 * none here, for nothing is looked up by them.
 */
export const irregular: Readonly<Record<string, readonly string[]>> = {
  be: ["am", "are", "is", "was", "were", "been", "'m", "'re", "'s"],
  not: ["n't", "nt"],
  bleed: ["bled"],
  burn: ["burnt"],
  grip: ["gript"],
  keep: ["kept"],
  leave: ["left"],
  lie: ["lay", "lain", "lying"],
  mistake: ["mistook", "mistaken"],
  see: ["saw", "seen"],
  spill: ["spilt"],
  sweep: ["swept"],
  take: ["took", "taken"],
  tear: ["tore", "torn"],

  calculus: ["calculi"],
  choledochus: ["choledochi"],
  duodenum: ["duodena"],
  fundus: ["fundi"],
  hemostasis: ["hemostases"],
  hilum: ["hila"],
  infundibulum: ["infundibula"],
  leaf: ["leaves"],
  omentum: ["omenta"],
  peritoneum: ["peritonea"],
  stenosis: ["stenoses"],
  sulcus: ["sulci"],

  clean: ["cleaner", "cleanest"],
  clear: ["clearer", "clearest"],
  deep: ["deeper", "deepest"],
  free: ["freer", "freest"],
  long: ["longer", "longest"],
  loose: ["looser", "loosest"],
  safe: ["safer", "safest"],
  short: ["shorter", "shortest"],
  small: ["smaller", "smallest"],
};
