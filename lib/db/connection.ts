import type { Duplex } from "node:stream";
import pg from "pg";
import { READ_ONLY } from "./errors";

/**
 * A connection that may break at any time. Broken while nothing is asked of it (idle, or between two statements of a
 * transaction) it would end the process, unless somebody listens; the next statement on it tells of it. One to a server
 * that may only be read, for another took its place, breaks by itself: the next may lead to the other.
 */
export class Connection extends pg.Client {
  private get stream(): Duplex {
    return (this as unknown as { connection: { stream: Duplex } }).connection.stream;
  }

  constructor(config: pg.ClientConfig = {}) {
    super(config);
    this.on("error", () => {});
    const { connection } = this as unknown as { connection: NodeJS.EventEmitter };
    connection.on("errorMessage", ({ code }: { code?: string }) => {
      // After the statement itself was told.
      if (code === READ_ONLY) setImmediate(() => this.end().catch(() => {}));
    });
  }

  /** Sends what `ask` asks for in one piece. The connection has to be one that doesn’t wait for an answer before it sends more. */
  inOnePiece<T>(ask: () => T): T {
    this.stream.cork();
    try {
      return ask();
    } finally {
      this.stream.uncork();
    }
  }
}
