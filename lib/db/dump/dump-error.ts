/** A database can't be dumped, or none be made of a dump: a sentence for people. */
export class DumpError extends Error {}
