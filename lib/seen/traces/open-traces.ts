import type { IncomingHttpHeaders } from "node:http";
import {
  type Context,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { env } from "../../env";
import { log } from "../../log";
import { underWay } from "../../under-way";
import { addWitness, type Ended } from "../../witness";
import type { Watcher } from "../see-requests";

type Traces = Watcher & { close(): Promise<void> };

const NOTHING: Ended = () => {};

/**
 * Keeps a span of each request, each statement and each round of a chore, and sends them by OTLP over HTTP to where
 * OpenTelemetry's variables say. Spans have names of routes, statements and chores, and none of their values.
 *
 * @param version of Calot
 */
export function openTraces(version: string): Traces {
  const { TRUSTED_PROXIES } = env();
  tellTrouble();
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "calot", "service.version": version }))
      // What the variables say goes before.
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer("calot", version);
  const propagator = new W3CTraceContextPropagator();

  const removeWitness = addWitness((kind, name) => {
    const it = underWay();
    const parent = it?.span as Context | undefined;
    if (kind === "chore") {
      const span = tracer.startSpan(`chore ${name}`, { kind: SpanKind.INTERNAL }, ROOT_CONTEXT);
      if (it) Object.assign(it, partOf(ROOT_CONTEXT, span));
      return endOf(span);
    }
    if (kind === "transaction" || !parent) return NOTHING;
    const attributes = { "db.system.name": "postgresql", "db.query.summary": name };
    return endOf(tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, parent));
  });

  return {
    begin(method, route, request) {
      // A client's own word for what its request is part of is not believed.
      const outside =
        TRUSTED_PROXIES > 0 ? propagator.extract(ROOT_CONTEXT, request.headers, READER) : ROOT_CONTEXT;
      const attributes = { "http.request.method": method, "http.route": route };
      const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, outside);
      return {
        underWay: partOf(outside, span),
        end({ id, status }) {
          span.setAttributes({ "http.response.status_code": status, "calot.request": id });
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    async close() {
      removeWitness();
      await provider.shutdown();
    },
  };
}

const READER = {
  get: (headers: IncomingHttpHeaders, name: string) => headers[name],
  keys: (headers: IncomingHttpHeaders) => Object.keys(headers),
};

/** What is part of a span, here and in other programs. */
function partOf(outside: Context, span: Span): { span: Context; traceparent: string } {
  const { traceId, spanId, traceFlags } = span.spanContext();
  const flags = traceFlags.toString(16).padStart(2, "0");
  return { span: trace.setSpan(outside, span), traceparent: `00-${traceId}-${spanId}-${flags}` };
}

const endOf =
  (span: Span): Ended =>
  (error) => {
    if (error !== undefined) {
      // Its message may hold what somebody wrote.
      const message = error instanceof Error ? error.constructor.name : undefined;
      span.setStatus({ code: SpanStatusCode.ERROR, ...(message && { message }) });
    }
    span.end();
  };

/** What keeps traces from being sent is told in the log. */
function tellTrouble(): void {
  const tell = (message: string): void =>
    log().warn({ why: message.slice(0, 500) }, "Traces could not be sent.");
  const quiet = (): void => {};
  diag.setLogger(
    { error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
