/** What the texts of a case are called before a reviewer, in their order. */
export const LETTERS = ["A", "B", "C", "D"] as const;
export type Letter = (typeof LETTERS)[number];

/** The letter of a position that counts from 1. */
export function letterAt(position: number): Letter {
  const letter = LETTERS[position - 1];
  if (!letter) throw new Error(`There is no letter for position ${position}.`);
  return letter;
}

/** The position of a letter, from 1. */
export const positionOf = (letter: Letter): number => LETTERS.indexOf(letter) + 1;
