/**
 * The version of the estimates that are kept. Raise it when what an answer does to them changes: a server that finds
 * another one kept makes all of them anew.
 */
export const ESTIMATES_VERSION = 3;
