import { z } from "zod";
import { ChatError } from "./chat-error";

const partSchema = z.union([
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) }),
]);

const messageSchema = z.object({
  role: z.enum(["system", "developer", "user", "assistant"]),
  content: z.union([z.string(), z.array(partSchema)]),
});

const requestSchema = z.object({
  model: z.string(),
  messages: z.array(messageSchema).min(1).max(64),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  seed: z.int().nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  n: z.literal(1, "one answer at a time").nullish(),
  stream: z.literal(false, "answers are not streamed").nullish(),
  structured_outputs: z
    .strictObject({ choice: z.array(z.string()).min(1) }, "choice alone is taken")
    .nullish(),
});

/** What was asked, in OpenAI's words. What is not named here is let pass. */
export type ChatRequest = z.infer<typeof requestSchema>;

/** What a conversation comes to. */
export type Conversation = {
  /** Of the frame, as it was sent; null when none was. */
  readonly image: Buffer | null;
  /** The last thing that was asked. */
  readonly asked: string;
  /** The last thing that was answered; null at the beginning. */
  readonly answered: string | null;
};

/** @throws ChatError saying which field is wrong, and how */
export function parseChatRequest(body: string): ChatRequest {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ChatError(400, "The request's body is not JSON.");
  }
  const parsed = requestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new ChatError(422, `${path.join(".") || "The request"}: ${message}.`);
}

const MOST_IMAGE_BYTES = 16 * 1024 * 1024;

/** @throws ChatError for several images, for one that is no data URL, and unless the last word is the user's */
export function readConversation({ messages }: Pick<ChatRequest, "messages">): Conversation {
  const last = messages[messages.length - 1]!;
  if (last.role !== "user") throw new ChatError(400, "The last message must be the user’s.");
  const urls = new Set(messages.flatMap(({ content }) => imagesOf(content)));
  const [url] = urls;
  if (urls.size > 1) throw new ChatError(400, "One frame at a time: the conversation has several images.");
  const answered = messages.findLast(({ role }) => role === "assistant");
  return {
    image: url === undefined ? null : decodeDataUrl(url),
    asked: textOf(last.content),
    answered: answered ? textOf(answered.content) : null,
  };
}

type Content = ChatRequest["messages"][number]["content"];

function imagesOf(content: Content): string[] {
  if (typeof content === "string") return [];
  return content.flatMap((part) => (part.type === "image_url" ? [part.image_url.url] : []));
}

function textOf(content: Content): string {
  if (typeof content === "string") return content;
  return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

function decodeDataUrl(url: string): Buffer {
  const comma = url.indexOf(",");
  if (comma < 0 || !/^data:[^,]{0,200};base64$/i.test(url.slice(0, Math.min(comma, 256)))) {
    throw new ChatError(400, "An image must be a data URL in base64; nothing is fetched from elsewhere.");
  }
  if (((url.length - comma) * 3) / 4 > MOST_IMAGE_BYTES) {
    throw new ChatError(413, `An image may have ${MOST_IMAGE_BYTES / 1024 / 1024} MiB at most.`);
  }
  return Buffer.from(url.slice(comma + 1), "base64");
}
