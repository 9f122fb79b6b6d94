/** The name of a word of an answer; the word itself where this version of Calot has no name for it. */
export const nameOf = <Word extends string>(names: Readonly<Record<Word, string>>, word: Word): string =>
  names[word] ?? word;
