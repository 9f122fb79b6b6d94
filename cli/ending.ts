import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

/** Why a program that was asked to end isn't ready. */
export const ENDING = "It was asked to stop, and takes nothing new.";

/** So long connections that are open are still listened to, once no new ones are taken. */
const LATE_MS = 500;
/** What is under way then has so long to end. */
const END_WITHIN_MS = 10_000;

export type Ending = {
  /** Whether the server was asked to end. It answers for a while yet. */
  hasBegun(): boolean;
  /**
   * Ends the server without losing a request that was sent before its sender could know. From now on each answer is the last on
   * its connection. After the notice no new connections are taken; what comes on those that are there is answered still, and
   * what is under way has 10 s.
   *
   * @param noticeMs for what sends requests here to learn that it shouldn't
   */
  end(noticeMs: number): Promise<void>;
};

/** @param server as it was made: nobody is connected yet */
export function endingOf(server: Server): Ending {
  let begun = false;
  let late = false;
  // What each connection is to be answered yet.
  const connections = new Map<Socket, Set<ServerResponse>>();
  const closeIfIdle = (socket: Socket): void => {
    if (late && connections.get(socket)?.size === 0) socket.destroySoon();
  };
  server.on("connection", (socket: Socket) => {
    connections.set(socket, new Set());
    socket.once("close", () => connections.delete(socket));
  });
  server.on("request", ({ socket }, response) => {
    if (begun) response.setHeader("connection", "close");
    connections.get(socket)?.add(response);
    response.once("close", () => {
      connections.get(socket)?.delete(response);
      closeIfIdle(socket);
    });
  });
  return {
    hasBegun: () => begun,
    async end(noticeMs) {
      begun = true;
      for (const response of [...connections.values()].flatMap((responses) => [...responses])) {
        if (!response.headersSent) response.setHeader("connection", "close");
      }
      if (noticeMs > 0) await sleep(noticeMs);
      // HTTP's own closes connections too on which a request has come that nobody has read yet.
      const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
      await Promise.race([closed, sleep(LATE_MS)]);
      // Timers come before what has arrived is read.
      await nextTurn();
      late = true;
      for (const socket of connections.keys()) closeIfIdle(socket);
      const enough = setTimeout(() => server.closeAllConnections(), END_WITHIN_MS);
      await closed;
      clearTimeout(enough);
    },
  };
}
