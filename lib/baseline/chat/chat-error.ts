/** A request that can't be answered; the message is for whoever sent it. */
export class ChatError extends Error {
  override readonly name = "ChatError";

  constructor(
    readonly status: number,
    message: string,
    /** What is wrong, for programs. */
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

/** An error as OpenAI's API tells it. */
export function errorBody({ status, message, code }: Pick<ChatError, "status" | "message" | "code">) {
  const type = status === 404 ? "not_found_error" : status < 500 ? "invalid_request_error" : "server_error";
  return { error: { message, type, param: null, code } };
}
