import { z } from "zod";
import { stripThinking } from "../answers/strip-thinking";
import { ServerUnavailable, VlmError } from "../errors";
import type { Constraint, ServerDescription, Support } from "../reading";
import type { Ask } from "./ask-patiently";
import { constraintFields, logprobFields } from "./constrain";
import type { ChatMessage } from "./send-chat";
import { type Connection, sendRequest } from "./send-request";
import { ServerFault } from "./server-fault";

/** Grey, 64 × 64: large enough for the smallest patch grids. */
const SMALL_PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAS0lEQVR42u3PMQ0AAAwDoEqv9ErYvQQckD4XAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAYHLAB8+AWnmfUycAAAAAElFTkSuQmCC";

// Not a question that anybody answers with one of four letters, unless held to them.
const QUESTION = "What colour is grass? Answer with one English word.";

type Probing = {
  readonly connection: Connection;
  readonly model: string;
  /** Asks with little patience. */
  readonly ask: Ask;
  /** Whether a seed will be sent. */
  readonly seeded: boolean;
};

/**
 * Finds what a server takes, by asking it a question of a few tokens for each thing: pictures as data URLs, a
 * constraint on the answer, probabilities, a seed. Only what an answer shows to have been honoured is used later.
 *
 * @throws ServerUnavailable when no server is there, or it is not ready yet
 * @throws VlmError when the model can't be used, or takes no pictures
 * @throws the signal's reason, when aborted
 */
export async function probeServer(probing: Probing, signal: AbortSignal): Promise<ServerDescription> {
  const listed = await listModels(probing, signal);
  const maxTokens = await probePictures(probing, listed, signal);
  const question: ChatMessage = { role: "user", content: QUESTION };
  const body = (tokens: number, fields: Readonly<Record<string, unknown>>) => ({
    model: probing.model,
    messages: [question],
    temperature: 0,
    [maxTokens]: tokens,
    ...fields,
  });
  /** Whether a field is taken, and whether the answer shows it. */
  async function support(
    tokens: number,
    fields: Readonly<Record<string, unknown>>,
    shows: Shows,
  ): Promise<Support> {
    try {
      return shows(await probing.ask(body(tokens, fields), signal)) ? "honoured" : "ignored";
    } catch (cause) {
      if (!(cause instanceof ServerFault)) throw cause;
      return "refused";
    }
  }

  const constraints: Record<Constraint, Support> = {
    "structured_outputs.choice": "not asked",
    regex: "not asked",
    "response_format.json_schema": "not asked",
  };
  let constraint: Constraint | null = null;
  for (const each of Object.keys(constraints) as Constraint[]) {
    constraints[each] = await support(24, constraintFields[each], ({ text }) => isHeld(text, each));
    if (constraints[each] !== "honoured") continue;
    constraint = each;
    break;
  }
  const logprobs = await support(1, logprobFields, ({ tokens }) => (tokens?.[0]?.top.length ?? 0) > 1);
  let seed: Support = "not asked";
  if (probing.seeded) {
    const said: string[] = [];
    const sampled = { seed: 7, temperature: 1 };
    for (let time = 0; time < 2 && seed !== "refused"; time++) {
      seed = await support(12, sampled, ({ text }) => said.push(text) === 2 && said[0] === said[1]);
    }
  }
  return {
    baseUrl: probing.connection.baseUrl,
    software: await findSoftware(probing, listed, signal),
    listsModel: listed?.models.includes(probing.model) ?? null,
    takes: {
      images: "data URLs",
      maxTokens,
      structuredOutputsChoice: constraints["structured_outputs.choice"],
      regex: constraints.regex,
      jsonSchema: constraints["response_format.json_schema"],
      logprobs,
      seed,
    },
    constraint,
  };
}

type Shows = (reply: Awaited<ReturnType<Ask>>) => boolean;

/** Whether an answer is what it was to be held to, and nothing more. */
function isHeld(reply: string, constraint: Constraint): boolean {
  const words = stripThinking(reply);
  return constraint === "response_format.json_schema"
    ? /^\{\s*"phase"\s*:\s*"[A-D]"\s*\}$/.test(words)
    : /^[A-D]$/.test(words);
}

type Listed = { readonly models: readonly string[]; readonly owner: string | null };

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), owned_by: z.string().nullish() })),
});

/** The server's models; null when it keeps no list. */
async function listModels({ connection, model }: Probing, signal: AbortSignal): Promise<Listed | null> {
  let answer: unknown;
  try {
    answer = await sendRequest(connection, "/models", undefined, signal);
  } catch (cause) {
    if (!(cause instanceof ServerFault)) throw cause;
    if (cause.status === 401 || cause.status === 403) throw unusable(connection, "refuses the key", cause);
    // A server without the route answers something; whether it can chat is asked next.
    if (cause.status !== null || cause.kind === "faulty") return null;
    throw new ServerUnavailable(sentence(connection, "does not answer", cause), { cause });
  }
  const parsed = listSchema.safeParse(answer);
  if (!parsed.success || parsed.data.data.length === 0) return null;
  const models = parsed.data.data.map(({ id }) => id);
  // A folder's path names a model on that machine for certain; servers that load on demand don't list those.
  if (!models.includes(model) && !model.startsWith("/")) {
    const shown = models.slice(0, 8).join(", ") + (models.length > 8 ? ` and ${models.length - 8} more` : "");
    throw new VlmError(`The server at ${connection.baseUrl} has no model “${model}”. It has ${shown}.`);
  }
  return { models, owner: parsed.data.data[0]!.owned_by ?? null };
}

/** Which field limits an answer's length on a server that takes a picture. */
async function probePictures(
  { connection, model, ask }: Probing,
  listed: Listed | null,
  signal: AbortSignal,
): Promise<"max_tokens" | "max_completion_tokens"> {
  const text: ChatMessage = { role: "user", content: QUESTION };
  const picture: ChatMessage = {
    role: "user",
    content: [
      { type: "image_url", image_url: { url: SMALL_PICTURE } },
      { type: "text", text: QUESTION },
    ],
  };
  let first: ServerFault | null = null;
  // max_tokens first: the newer name is silently ignored by some servers, and the older by none.
  for (const field of ["max_tokens", "max_completion_tokens"] as const) {
    const asked = async (message: ChatMessage): Promise<ServerFault | null> => {
      try {
        await ask({ model, messages: [message], temperature: 0, [field]: 1 }, signal);
        return null;
      } catch (cause) {
        if (cause instanceof ServerFault) return cause;
        throw cause;
      }
    };
    const fault = await asked(picture);
    if (!fault) return field;
    first ??= fault;
    if (fault.status === 401 || fault.status === 403) throw unusable(connection, "refuses the key", fault);
    if (!(await asked(text))) throw unusable(connection, `takes no pictures for “${model}”`, fault);
  }
  const missing = listed ? "" : ` for “${model}”`;
  throw unusable(connection, `can’t be used${missing}`, first!);
}

/** What the server says it is: vLLM tells its version, others put a name beside their models. */
async function findSoftware(
  { connection }: Probing,
  listed: Listed | null,
  signal: AbortSignal,
): Promise<string | null> {
  const root = connection.baseUrl.replace(/\/v\d+$/, "");
  const version = await sendRequest({ ...connection, baseUrl: root }, "/version", undefined, signal).then(
    (answer) => z.object({ version: z.string() }).safeParse(answer).data?.version ?? null,
    (cause: unknown) => {
      if (signal.aborted) throw cause;
      return null;
    },
  );
  const name = listed?.owner ?? null;
  return version ? `${name ?? "version"} ${version}` : name;
}

function unusable(connection: Connection, how: string, fault: ServerFault): VlmError {
  return new VlmError(sentence(connection, how, fault), { cause: fault });
}

function sentence({ baseUrl }: Connection, how: string, fault: ServerFault): string {
  return `The server at ${baseUrl} ${how}: ${fault.message}.`;
}
