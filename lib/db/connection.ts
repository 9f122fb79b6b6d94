import pg from "pg";

/**
 * A connection that may break at any time. Broken while nothing is asked of it (idle, or between two statements of a
 * transaction) it would end the process, unless somebody listens; the next statement on it tells of it.
 */
export class Connection extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super(config);
    this.on("error", () => {});
  }
}
