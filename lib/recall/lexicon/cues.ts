/** Words that turn what stands beside them into something to keep clear of, or not to do. */

/** What follows is left aside for something else: up to the next comma. "A rather than B". */
export const contrasts: readonly string[] = [
  "rather than",
  "instead of",
  "and not",
  "but not",
  "as oppose to",
];

/** What follows is denied: up to the next comma, "and" or the like. */
export const denials: readonly string[] = ["not", "no", "never", "without", "nor", "neither"];

/** What follows is to be kept clear of; a list goes on over its commas. */
export const warnings: readonly string[] = [
  "avoid",
  "exclude",
  "exclusion of",
  "spare",
  "protect",
  "preserve",
  "beware of",
  "watch for",
  "clear of",
  "free of",
  "away from",
  "far from",
  "distinct from",
  "distant from",
  "keep off",
  "stay off",
  "outside",
  "short of",
  "risk of",
  "risk to",
  "danger of",
  "danger to",
  "threat to",
  "threaten",
  "endanger",
  "prevent",
  "except",
  "other than",
];

/** What stands before is to be kept clear of: "the common bile duct is avoided". */
export const warningsBehind: readonly string[] = [
  "be avoid",
  "be exclude",
  "be spare",
  "be protect",
  "be preserve",
  "be leave alone",
  "be leave untouched",
  "be leave aside",
  "stay outside",
  "stay out",
  "lie outside",
  "remain outside",
  "be outside",
  "outside it",
  "outside zone",
  "outside go zone",
  "be keep out",
  "be keep clear",
  "be keep away",
  "at risk",
  "in danger",
];

/** Put alike and meaning something else: they name nothing and deny nothing. */
export const idle: readonly string[] = [
  "not only",
  "not see",
  "not yet see",
  "not be see",
  "not yet be see",
  "not visible",
  "not yet visible",
  "no long",
  "abdominal wall",
  "iliac fossa",
  "stretch of",
  "clear view",
  "clear line",
  "clear plane",
  "open surgery",
  "bottle neck",
];
