import { VlmError } from "./errors";
import { loadPrompt } from "./prompts/load-prompt";
import { readFrame } from "./read-frame";
import type { Reader, ReaderDescription, ReaderOptions } from "./reading";
import { askPatiently } from "./server/ask-patiently";
import { type Patience, usualPatience } from "./server/patience";
import { probeServer } from "./server/probe-server";
import { type ChatBody, sendChat } from "./server/send-chat";
import type { Connection } from "./server/send-request";

/**
 * Finds what a server takes and makes a reader of its model.
 *
 * @param patience how long a failing server is asked again once reading has begun
 * @throws ServerUnavailable when no server is there, or it is not ready yet
 * @throws VlmError a sentence for people: the prompt, the address or the model can't be used
 * @throws the signal's reason, when aborted
 */
export async function prepareReader(
  options: ReaderOptions,
  signal: AbortSignal,
  patience: Partial<Patience> = {},
): Promise<Reader> {
  if (options.study.rectify && options.study.singleTurn) {
    throw new VlmError("A single turn has no second one whose phase could be rectified.");
  }
  const prompt = loadPrompt(options.prompt);
  const connection: Connection = {
    baseUrl: apiRoot(options.baseUrl),
    apiKey: options.apiKey,
    timeoutMs: options.timeoutMs,
  };
  const given: Patience = { ...usualPatience, ...patience };
  const send = (body: ChatBody, until: AbortSignal) => sendChat(connection, body, until);
  const temperature = options.temperature ?? (options.samples > 1 ? 0.7 : 0);
  // A server that isn't there, or breaks down over a probe, is told of soon: somebody is watching.
  const probed: Patience = { ...given, tries: 2, awayMs: Math.min(given.awayMs, 5000) };
  const server = await probeServer(
    {
      connection,
      model: options.model,
      ask: askPatiently(send, async () => true, probed),
      seeded: temperature > 0,
    },
    signal,
  );
  const description: ReaderDescription = {
    model: options.model,
    promptVersion: prompt.version,
    promptDigest: prompt.digest,
    parameters: {
      coordinates: options.coordinates,
      boxUnit: options.boxUnit,
      boxOrder: options.boxOrder,
      ...options.study,
      samples: Math.max(1, options.samples),
      temperature,
      maxTokens: options.maxTokens,
      seed: options.seed,
    },
    server,
  };
  const easy: ChatBody = {
    model: options.model,
    messages: [{ role: "user", content: "Hello" }],
    temperature: 0,
    [server.takes.maxTokens]: 1,
  };
  const isWell = (until: AbortSignal) =>
    send(easy, until).then(
      () => true,
      () => false,
    );
  const conversing = { ask: askPatiently(send, isWell, given), prompt, description };
  return { description, read: (frame, until) => readFrame(conversing, frame, until) };
}

/** `http://gpu01:8000` means its `/v1`; any other path is taken as it is. */
function apiRoot(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new VlmError(`“${baseUrl}” is no address of a server: it begins with http:// or https://.`);
  }
  if (url.username || url.password)
    throw new VlmError("A key belongs in its own option, not in the address.");
  const path = url.pathname.replace(/\/+$/, "");
  return url.origin + (path === "" ? "/v1" : path);
}
