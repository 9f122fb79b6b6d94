import { z } from "zod";
import type { TokenLogprobs } from "../answers/phase-probabilities";
import { type Connection, sendRequest } from "./send-request";
import { ServerFault } from "./server-fault";

export type ChatMessage = {
  readonly role: "user" | "assistant";
  readonly content: string | readonly ChatPart[];
};

type ChatPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

/** What is sent; fields beyond these are the ones that the server was found to take. */
export type ChatBody = {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly [field: string]: unknown;
};

export type ChatReply = {
  /** The model's words; thinking that the server tells apart stands before them between its tags. */
  readonly text: string;
  /** Whether the answer ended because there were no tokens left. */
  readonly cutOff: boolean;
  /** Of each token; null where the server tells none. */
  readonly tokens: readonly TokenLogprobs[] | null;
  /** Null where the server doesn't count. */
  readonly tokenCount: number | null;
};

const finite = z.number().catch(Number.NEGATIVE_INFINITY);

const replySchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          reasoning_content: z.string().nullish(),
          reasoning: z.string().nullish(),
        }),
        logprobs: z
          .object({
            content: z.array(
              z.object({
                token: z.string(),
                top_logprobs: z.array(z.object({ token: z.string(), logprob: finite })),
              }),
            ),
          })
          .nullish()
          .catch(null),
      }),
    )
    .min(1),
  usage: z.object({ completion_tokens: z.number() }).nullish().catch(null),
});

/**
 * One question to the chat route, once.
 *
 * @throws ServerFault whatever came instead of a chat completion
 * @throws the signal's reason, when aborted
 */
export async function sendChat(
  connection: Connection,
  body: ChatBody,
  signal: AbortSignal,
): Promise<ChatReply> {
  const answer = await sendRequest(connection, "/chat/completions", { stream: false, ...body }, signal);
  const parsed = replySchema.safeParse(answer);
  if (!parsed.success) throw new ServerFault("faulty", "the server’s answer was no chat completion");
  const { message, finish_reason, logprobs } = parsed.data.choices[0]!;
  const thinking = message.reasoning_content ?? message.reasoning;
  const words = message.content ?? "";
  return {
    text: thinking ? `<think>${thinking}</think>\n${words}` : words,
    cutOff: finish_reason === "length",
    tokens: logprobs?.content.map(({ token, top_logprobs }) => ({ token, top: top_logprobs })) ?? null,
    tokenCount: parsed.data.usage?.completion_tokens ?? null,
  };
}
