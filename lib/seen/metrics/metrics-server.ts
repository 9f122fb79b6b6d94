import { createServer, type Server } from "node:http";
import { log } from "../../log";
import type { Metrics } from "./open-metrics";

/** Answers `GET /metrics`, and nothing else. It is to listen on a port of its own. */
export function metricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
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
}
