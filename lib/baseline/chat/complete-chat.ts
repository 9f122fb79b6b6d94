import { randomInt, randomUUID } from "node:crypto";
import type { NamedFit } from "../fit/fit-file";
import type { Look } from "../look/look-at";
import { answerChat, answerUnseen, type Coordinates } from "./answer-chat";
import { type baselineChooser, OUT_OF_FOLD, SERVED, type Served, WHOLE } from "./baseline-chooser";
import { ChatError } from "./chat-error";
import { type ChatRequest, type Conversation, readConversation } from "./chat-request";
import { logprobsOf, type Token, tokensOf } from "./tokens";

/** What answering takes. */
export type Completing = {
  readonly fit: NamedFit;
  readonly choose: ReturnType<typeof baselineChooser>;
  readonly look: (bytes: Uint8Array) => Promise<Look>;
  readonly coordinates: Coordinates;
};

/**
 * Answers a request, as OpenAI's API puts it.
 *
 * @throws ChatError, or PictureError, for one that can't be answered
 */
export async function completeChat(completing: Completing, asked: ChatRequest) {
  const served = servedAs(asked.model);
  const conversation = readConversation(asked);
  const seeded = { ...asked, seed: asked.seed ?? randomInt(2 ** 32) };
  const all = await answer(completing, served, seeded, conversation);
  const tokens = all.slice(0, asked.max_completion_tokens ?? asked.max_tokens ?? all.length);
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model: served,
    system_fingerprint: completing.fit.name,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: tokens.map(({ text }) => text).join("") },
        finish_reason: tokens.length < all.length ? "length" : "stop",
        logprobs: asked.logprobs ? logprobsOf(tokens, asked.top_logprobs ?? 0) : null,
      },
    ],
    usage: usageOf(conversation.asked, tokens),
  };
}

async function answer(
  { fit, choose, look, coordinates }: Completing,
  served: Served,
  request: ChatRequest & { readonly seed: number },
  conversation: Conversation,
): Promise<Token[]> {
  if (conversation.image === null) return answerUnseen(request, fit.known);
  const seen = await look(conversation.image);
  return answerChat(request, conversation, choose(served, seen), seen, coordinates);
}

function usageOf(asked: string, tokens: readonly Token[]) {
  const prompt = tokensOf(asked).length;
  return {
    prompt_tokens: prompt,
    completion_tokens: tokens.length,
    total_tokens: prompt + tokens.length,
  };
}

function servedAs(model: string): Served {
  const served = SERVED.find((id) => id === model);
  if (served) return served;
  throw new ChatError(
    404,
    `There is no model “${model.slice(0, 100)}” here: ${WHOLE} and ${OUT_OF_FOLD} are served.`,
    "model_not_found",
  );
}
