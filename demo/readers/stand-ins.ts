import type { StandIn } from "./stand-in";

/** Left out by both, so that there are cases of which no model has said anything. */
const UNREAD = ["V03/164", "V05/834"];

/** The two invented readers: one fair, one weak. */
export const standIns: readonly StandIn[] = [
  {
    name: "drawn-demo-reader-1",
    phaseError: 0.2,
    shifted: 0.2,
    tooLarge: 0.14,
    tellsOdds: true,
    leftOut: UNREAD,
    unreadable: [],
  },
  {
    name: "drawn-demo-reader-2",
    phaseError: 0.45,
    shifted: 0.34,
    tooLarge: 0.24,
    tellsOdds: false,
    leftOut: UNREAD,
    unreadable: ["V02/942"],
  },
];
