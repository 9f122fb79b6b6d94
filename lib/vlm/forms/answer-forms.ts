import type { Phase } from "@/lib/domain/phases";

/** Thinking before an answer, by every kind of tag that models were seen to use, and without any. */
export const THINKING_FORMS: readonly ((draft: string) => string)[] = [
  () => "",
  () => "",
  (text) => `<think>${text}</think>\n`,
  (text) => `${text}</think>\n`,
  (text) => `<thinking>\n${text}\n</thinking>\n\n`,
  (text) => `◁think▷${text}◁/think▷`,
  (text) => `[THINK]${text}[/THINK]`,
  (text) => `<seed:think>${text}</seed:think>\n`,
  (text) => `<|channel|>analysis<|message|>${text}<|end|><|start|>assistant<|channel|>final<|message|>`,
  (text) => `<|channel>thought\n${text}<channel|>`,
  (text) => `<unused94>${text}<unused95>`,
  (text) => `<musing>${text}</musing>\n`,
];

/** A phase, alone and in words. */
export const PHASE_FORMS: readonly ((phase: Phase, name: string) => string)[] = [
  (phase) => phase,
  (phase) => `${phase}.`,
  (phase) => `(${phase})`,
  (phase) => `**${phase}**`,
  (phase, name) => `${phase}) ${name}`,
  (phase) => `Answer: ${phase}`,
  (phase, name) => `The plate is seen.\n\n**Answer: ${phase}) ${name}**`,
  (phase) => `\`\`\`json\n{"phase": "${phase}"}\n\`\`\``,
  (phase) => `\\boxed{${phase}}`,
  (phase) => `<answer>${phase}</answer>`,
  (phase) => `<|begin_of_box|>${phase}<|end_of_box|>`,
  (phase) => `The phase is ${phase}.`,
  (_, name) => `This shows ${name}.`,
];

/** The parts’ names as the prompts ask for them. */
export const PART_TITLES = ["Location", "Exposure", "Next action", "Critical risk"] as const;

/** One labelled part. */
export const RATIONALE_FORMS: readonly ((title: string, text: string, index: number) => string)[] = [
  (title, text) => `${title}: ${text}`,
  (title, text) => `**${title}:** ${text}`,
  (title, text) => `**${title}**: ${text}`,
  (title, text, index) => `${index + 1}. **${title}**: ${text}`,
  (title, text) => `- ${title}: ${text}`,
  (title, text) => `### ${title}\n${text}`,
  (title, text) => `${title}：${text}`,
];
