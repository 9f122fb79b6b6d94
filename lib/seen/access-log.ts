import pino from "pino";
import { ADDRESS_HEADER } from "../auth/address";
import type { Watcher } from "./see-requests";

/** As much is kept until it is written, and no longer than this. */
const BUFFER_BYTES = 4096;
const FLUSH_MS = 1_000;

type AccessLog = Watcher & { close(): void };

/**
 * A line of JSON for each request, on the standard output. It names the person by their id alone, and of the address
 * the route alone: what stands in its place may be a secret.
 *
 * @param fd where it is written
 */
export function openAccessLog(fd = 1): AccessLog {
  const destination = pino.destination({ dest: fd, sync: false, minLength: BUFFER_BYTES });
  const timer = setInterval(() => destination.flush(), FLUSH_MS).unref();
  return {
    begin: (_method, _route, request) => ({
      end({ at, id, method, route, status, ms, bytes, personId }) {
        const address = request.headers[ADDRESS_HEADER] ?? request.socket.remoteAddress;
        const line = {
          time: at.toISOString(),
          request: id,
          method,
          route,
          status,
          ms: Math.round(ms * 10) / 10,
          bytes,
          person: personId,
          address,
        };
        destination.write(`${JSON.stringify(line)}\n`);
      },
    }),
    close() {
      clearInterval(timer);
      destination.flushSync();
    },
  };
}
