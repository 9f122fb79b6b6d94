/**
 * An answer without the model's thinking: `<think>…</think>`, and all before a `</think>` that was opened in the
 * prompt. Thinking that never ends leaves nothing: what it tried out is no answer.
 */
export function stripThinking(text: string): string {
  const opened = text.replaceAll(/<(think|thinking|thought)>[\s\S]*?<\/\1>/gi, "");
  const after = opened.replace(/^[\s\S]*<\/(?:think|thinking|thought)>/i, "");
  return after.replace(/<(?:think|thinking|thought)>[\s\S]*$/i, "").trim();
}
