import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { log } from "../../log";
import type { Metrics } from "./open-metrics";

type Served = { readonly port: number; close(): Promise<void> };

/**
 * Answers `GET /metrics`, and nothing else, on a port of its own.
 *
 * @throws Error where the port is taken
 */
export async function serveMetrics(metrics: Metrics, host: string, port: number): Promise<Served> {
  const server = createServer((request, response) => {
    if (request.url?.split("?", 1)[0] !== "/metrics" || !/^(GET|HEAD)$/.test(request.method ?? "")) {
      response.writeHead(404, { "content-type": "text/plain" }).end("Metrics are at /metrics.\n");
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { "content-type": metrics.registry.contentType }).end(text),
      (error: unknown) => {
        log().error({ err: error }, "metrics could not be told");
        response.writeHead(500, { "content-type": "text/plain" }).end("Metrics could not be told.\n");
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
