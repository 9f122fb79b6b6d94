import { PHASES } from "@/lib/domain/phases";

/** A request's body, as far as the stand-in looks at it. */
export type ChatRequest = {
  readonly model: string;
  readonly messages: readonly {
    readonly role: string;
    readonly content:
      | string
      | readonly { readonly text?: string; readonly image_url?: { readonly url: string } }[];
  }[];
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
  readonly structured_outputs?: { readonly choice?: readonly string[] };
  readonly regex?: string;
  readonly response_format?: { readonly type: string };
};

/**
 * Which server the stand-in takes after: `vllm` takes structured outputs, `sglang` a regex, `llama.cpp` a JSON
 * schema; `transformers` refuses fields it doesn't know and ignores some it does; `plain` takes messages alone
 * and silently ignores the rest; `openai` wants max_completion_tokens.
 */
export type StandInSoftware = "vllm" | "sglang" | "llama.cpp" | "transformers" | "plain" | "openai";

type Traits = {
  readonly ownedBy: string;
  readonly version: string | null;
  readonly faultOf: (body: ChatRequest) => { readonly status: number; readonly message: string } | null;
  /** A chat completion that says so; a well-behaved one is held to a letter where this server honours that. */
  readonly complete: (body: ChatRequest, words: string, manner: Manner) => unknown;
};

type Manner = "well" | "truncated" | "reasoning" | "as told";

type Honours = "structured_outputs" | "regex" | "response_format" | "logprobs" | "max_tokens";

const honours: Readonly<Record<StandInSoftware, readonly Honours[]>> = {
  vllm: ["structured_outputs", "logprobs", "max_tokens"],
  sglang: ["regex", "logprobs", "max_tokens"],
  "llama.cpp": ["response_format", "logprobs", "max_tokens"],
  transformers: ["max_tokens"],
  plain: [],
  openai: ["response_format", "logprobs", "max_tokens"],
};

const owners: Readonly<Record<StandInSoftware, string>> = {
  vllm: "vllm",
  sglang: "sglang",
  "llama.cpp": "llamacpp",
  transformers: "transformers",
  plain: "nobody",
  openai: "system",
};

export function serverTraits(software: StandInSoftware): Traits {
  const honoured = new Set(honours[software]);
  return {
    ownedBy: owners[software],
    version: software === "vllm" ? "0.12.0" : null,
    faultOf: (body) => {
      if (software === "transformers" && (body.structured_outputs || body.regex)) {
        return { status: 422, message: "Unexpected keys in the request: structured_outputs or regex" };
      }
      if (software === "openai" && body.max_tokens !== undefined) {
        return { status: 400, message: "Unsupported parameter: use 'max_completion_tokens' instead." };
      }
      return null;
    },
    complete: (body, words, manner) => {
      const cutOff = manner === "truncated";
      const held = manner === "well" ? hold(body, words, honoured) : words;
      const tokens = held.match(/\s*\S+/g) ?? [];
      const asked = body.max_tokens ?? body.max_completion_tokens ?? Number.POSITIVE_INFINITY;
      const most = honoured.has("max_tokens") ? asked : Number.POSITIVE_INFINITY;
      const kept = cutOff ? held.slice(0, Math.floor(held.length / 2)) : tokens.slice(0, most).join("");
      const short = cutOff || kept.length < held.length;
      return {
        id: "chatcmpl-0",
        object: "chat.completion",
        model: body.model,
        choices: [
          {
            index: 0,
            message: {
              role: "assistant",
              content: kept,
              ...(manner === "reasoning" ? { reasoning_content: "It might be E, at [1, 2, 3, 4]." } : {}),
            },
            finish_reason: short ? "length" : "stop",
            logprobs: body.logprobs && honoured.has("logprobs") ? logprobsOf(kept) : null,
          },
        ],
        usage: { prompt_tokens: 1, completion_tokens: Math.min(tokens.length, most), total_tokens: 1 },
      };
    },
  };
}

/** The words, or the letter in them where the answer is held to a letter. */
function hold(body: ChatRequest, words: string, honoured: ReadonlySet<Honours>): string {
  const letter = /\b[B-D]\b|^A$/.exec(words)?.[0] ?? "A";
  if (body.structured_outputs?.choice && honoured.has("structured_outputs")) return letter;
  if (body.regex && honoured.has("regex")) return letter;
  if (body.response_format?.type === "json_schema" && honoured.has("response_format")) {
    return JSON.stringify({ phase: letter });
  }
  return words;
}

const LETTER_IN_TOKEN = /(?<![A-Za-z])[A-D](?![A-Za-z])/;

/** Each letter gets a token of its own, at 70 %; of the others, one is out of the list. */
function logprobsOf(text: string): unknown {
  const tokens = text.split(/(?<![A-Za-z])([A-D])(?![A-Za-z])/).filter((token) => token !== "");
  return {
    content: tokens.map((token) => {
      const letter = LETTER_IN_TOKEN.exec(token)?.[0];
      const others = PHASES.filter((phase) => phase !== letter);
      const top = letter
        ? [
            { token: letter, logprob: Math.log(0.7) },
            { token: ` ${others[0]}`, logprob: Math.log(0.1) },
            { token: others[0], logprob: Math.log(0.1) },
            { token: others[1], logprob: -9999 },
            { token: "The", logprob: Math.log(0.1) },
          ]
        : [
            { token, logprob: Math.log(0.9) },
            { token: "The", logprob: Math.log(0.1) },
          ];
      return { token, logprob: top[0]!.logprob, top_logprobs: top };
    }),
  };
}
