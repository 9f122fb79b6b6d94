/** A table can't be read: one sentence for people, and where in the table the cause stands, as far as that is known. */
export class TableError extends Error {
  constructor(
    message: string,
    readonly place: {
      readonly sheet?: string;
      /** As a spreadsheet numbers it, from 1. */
      readonly row?: number;
      /** As a spreadsheet letters it. */
      readonly column?: string;
    } = {},
  ) {
    super(message);
  }
}
