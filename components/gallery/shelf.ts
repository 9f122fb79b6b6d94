import type { ReactNode } from "react";

/** A component in its states, each under what is said of it. */
export type Shelf = {
  readonly name: string;
  /** How much place each specimen has: what it needs unless given, a card's, or a line of its own. */
  readonly place?: "card" | "line";
  readonly specimens: Readonly<Record<string, ReactNode>>;
};
