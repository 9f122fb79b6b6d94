import { randomInt } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Behaviour, sayPhase, sayZone, standInAnswer } from "./stand-in-answers";
import { type ChatRequest, type StandInSoftware, serverTraits } from "./stand-in-software";

/** A request to the chat route, as a script or a test looks at it. */
export type StandInRequest = {
  /** From 0, over the questions about frames; of a probe, over the probes. */
  readonly index: number;
  /** Probes ask for a few tokens at most. */
  readonly turn: "probe" | "phase" | "zone" | "both";
  /** The picture's bytes; null for a probe without one. */
  readonly image: Uint8Array | null;
  readonly seed: number;
  /** All that was sent. */
  readonly body: ChatRequest;
  readonly headers: IncomingMessage["headers"];
};

export type StandInOptions = {
  /** How long an answer takes once it is begun. */
  readonly delayMs?: number;
  /** Answers under way at once; other requests wait their turn. */
  readonly atOnce?: number;
  readonly software?: StandInSoftware;
  /** Of its list; null: it has no such route. */
  readonly models?: readonly string[] | null;
  readonly takesImages?: boolean;
  readonly apiKey?: string;
  /** How each question about a frame is met. */
  readonly behave?: (request: StandInRequest) => Behaviour;
  /** How each probe is met. */
  readonly behaveProbed?: (request: StandInRequest) => Behaviour;
  /** Kept for `requests`; false for long runs, which would keep every picture. */
  readonly remembers?: boolean;
};

export type StandIn = {
  /** With `/v1`; the same after a restart. */
  readonly baseUrl: string;
  /** The questions about frames, in order of arrival; empty when it doesn't remember. */
  readonly requests: readonly StandInRequest[];
  readonly counts: {
    readonly probes: number;
    /** Questions about frames that arrived. */
    readonly questions: number;
    /** Questions about frames that were answered with a choice. */
    readonly answered: number;
    /** The most answers that were under way at once. */
    readonly mostAtOnce: number;
  };
  /** Breaks every connection and listens no more. */
  readonly kill: () => Promise<void>;
  /** Listens again, on the same port. */
  readonly restart: () => Promise<void>;
};

/**
 * A chat server of known capacity in this process, for tests and benchmarks: its answers follow from the picture's
 * bytes and the seed, each takes a fixed time, and so many are under way at once. It can be told to misbehave.
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { delayMs = 0, atOnce = 64, models = ["stand-in"], remembers = true } = options;
  const traits = serverTraits(options.software ?? "vllm");
  const counts = { probes: 0, questions: 0, answered: 0, mostAtOnce: 0 };
  const requests: StandInRequest[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  async function takeTurn(): Promise<void> {
    if (busy < atOnce) busy++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    counts.mostAtOnce = Math.max(counts.mostAtOnce, busy);
  }

  function endTurn(): void {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }

  function behaviourOf(request: StandInRequest): Behaviour {
    if (request.turn === "probe") return options.behaveProbed?.(request) ?? "well";
    return options.behave?.(request) ?? "well";
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (options.apiKey && incoming.headers.authorization !== `Bearer ${options.apiKey}`) {
      return sendError(response, 401, "The key is wrong.");
    }
    if (incoming.url === "/version" && traits.version) {
      return sendJson(response, 200, { version: traits.version });
    }
    if (incoming.url === "/v1/models" && models) {
      const data = models.map((id) => ({ id, object: "model", owned_by: traits.ownedBy }));
      return sendJson(response, 200, { object: "list", data });
    }
    if (incoming.url !== "/v1/chat/completions") return sendError(response, 404, "Not Found");
    const body = JSON.parse(await readBody(incoming)) as ChatRequest;
    const turn = turnOf(body);
    const seed = body.seed ?? 0;
    const index = turn === "probe" ? counts.probes++ : counts.questions++;
    const request = { index, turn, image: imageOf(body), seed, body, headers: incoming.headers } as const;
    if (remembers && turn !== "probe") requests.push(request);
    const fault = traits.faultOf(body);
    if (fault) return sendError(response, fault.status, fault.message);
    if (request.image && options.takesImages === false) {
      return sendError(response, 400, "This model takes no images.");
    }
    await takeTurn();
    try {
      if (delayMs > 0) await wait(delayMs);
      if (response.destroyed) return;
      if (reply(response, request, behaviourOf(request)) && turn !== "probe") counts.answered++;
    } finally {
      endTurn();
    }
  }

  /** Whether a choice was given. */
  function reply(response: ServerResponse, request: StandInRequest, behaviour: Behaviour): boolean {
    if (typeof behaviour === "object") {
      if (behaviour.retryAfter) response.setHeader("retry-after", behaviour.retryAfter);
      sendError(response, behaviour.status, "The stand-in was told to say so.");
      return false;
    }
    switch (behaviour) {
      case "silence":
        return false;
      case "broken-connection":
        response.destroy();
        return false;
      case "not-json":
        response.writeHead(200, { "content-type": "text/html" }).end("<html>Please sign in.</html>");
        return false;
      default: {
        const manner =
          behaviour === "well" || behaviour === "truncated" || behaviour === "reasoning"
            ? behaviour
            : "as told";
        const completion = traits.complete(request.body, say(request, behaviour), manner);
        if (behaviour === "broken-body") {
          response.writeHead(200, { "content-type": "application/json", "content-length": "100000" });
          response.write(JSON.stringify(completion), () => response.destroy());
          return false;
        }
        sendJson(response, 200, completion);
        return true;
      }
    }
  }

  const listen = async (port: number): Promise<Server> => {
    const server = createServer((incoming, response) => {
      answer(incoming, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
    return server;
  };

  let server: Server | null = await onPortOfItsOwn(listen);
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    counts,
    kill: async () => {
      const ending = server;
      server = null;
      if (!ending) return;
      const closed = new Promise<void>((resolve) => ending.close(() => resolve()));
      ending.closeAllConnections();
      await closed;
    },
    restart: async () => {
      server ??= await listen(port);
    },
  };
}

/** Below those that a system gives to whoever asks for any, and to each of this process's stand-ins another one. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;
const given = new Set<number>();

/** Listens where nobody else comes while it is killed: on a port that was free again, another test's server would answer. */
async function onPortOfItsOwn(listen: (port: number) => Promise<Server>): Promise<Server> {
  for (;;) {
    const port = FIRST_PORT + randomInt(PORTS);
    if (given.has(port)) continue;
    given.add(port);
    try {
      return await listen(port);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
}

function say(request: StandInRequest, behaviour: Behaviour): string {
  const answer = standInAnswer(request.image ?? new Uint8Array(), request.seed);
  switch (request.turn) {
    case "probe":
      return "Green, as far as anybody can tell.";
    case "phase":
      return sayPhase(answer, behaviour);
    case "zone":
      return sayZone(answer, behaviour);
    case "both":
      return `Phase: ${sayPhase(answer, behaviour)}\n${sayZone(answer, behaviour)}`;
  }
}

function turnOf(body: ChatRequest): StandInRequest["turn"] {
  const most = body.max_tokens ?? body.max_completion_tokens ?? Number.POSITIVE_INFINITY;
  if (most <= 32) return "probe";
  if (body.messages.some(({ role }) => role === "assistant")) return "zone";
  return textOf(body).includes("box") ? "both" : "phase";
}

function textOf({ messages }: ChatRequest): string {
  return messages
    .map(({ content }) =>
      typeof content === "string" ? content : content.map((part) => part.text ?? "").join("\n"),
    )
    .join("\n");
}

function imageOf({ messages }: ChatRequest): Uint8Array | null {
  for (const { content } of messages) {
    if (typeof content === "string") continue;
    const url = content.find((part) => part.image_url)?.image_url?.url;
    if (url) return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
  }
  return null;
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function sendError(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { message, code: status } });
}
