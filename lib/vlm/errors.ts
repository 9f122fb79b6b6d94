/** Why a server or a prompt can't be used: its message is a sentence for people. */
export class VlmError extends Error {
  override readonly name: string = "VlmError";
}

/** The server was gone, or answered nothing but errors, for longer than the reader's patience. */
export class ServerUnavailable extends VlmError {
  override readonly name = "ServerUnavailable";
}
