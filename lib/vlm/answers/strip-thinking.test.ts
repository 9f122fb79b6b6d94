import { expect, it } from "vitest";
import { stripThinking } from "./strip-thinking";

it.each([
  ["B", "B"],
  ["<think>A or B?</think>\nB", "B"],
  ["<THINK>A?</THINK> B", "B"],
  ["A or B?</think>\n\nB", "B"],
  ["<think>A?</think>B<think>C?</think>", "B"],
  ["<thinking>A?</thinking>B", "B"],
  ["<think>A? And then", ""],
  ["B<think>A?", "B"],
  ["", ""],
  ["◁think▷A?◁/think▷\nB", "B"],
  ["[THINK]A?[/THINK]B", "B"],
  ["<seed:think>A?</seed:think>B", "B"],
  ["<|channel>thought\nA?<channel|>B", "B"],
  ["<|channel|>analysis<|message|>A?<|end|><|start|>assistant<|channel|>final<|message|>B", "B"],
  ["<|channel|>analysis<|message|>A? And then", ""],
  ["analysisFirst idea, A.assistantfinalB", "B"],
  ["<|begin_of_thought|>A?<|end_of_thought|>B", "B"],
  ["<unused94>thought\nA?<unused95>B", "B"],
  ["&lt;think&gt;A?&lt;/think&gt;B", "B"],
  ["<think>A<think>C</think>D</think>B", "B"],
  ["<brainstorm>A?</brainstorm>B", "B"],
  ["<brainstorm>A</brainstorm>", ""],
  ["[THINK]A? And then", ""],
  ["Thinking process:\nAnswer: A?\n\nAnswer: B", "Answer: B"],
  ["**Thinking:** A is likely", ""],
  ["<answer>B", "<answer>B"],
  ["<answer><|begin_of_box|>B<|end_of_box|></answer>", "<answer><|begin_of_box|>B<|end_of_box|></answer>"],
  ["<Go Zone>[1, 2, 30, 40]</Go Zone>", "<Go Zone>[1, 2, 30, 40]</Go Zone>"],
  ["B</s>", "B</s>"],
  ["B<|im_end|>", "B<|im_end|>"],
])("%j without its thinking is %j", (text, rest) => expect(stripThinking(text)).toBe(rest));

it.each(["<think>", "<a>", "[THINK]", "<|channel|>", "◁think▷", "<a></b>"])(
  "takes no time for %s over and over",
  (tag) => {
    const began = performance.now();
    stripThinking(tag.repeat(20_000));
    stripThinking(`${tag.repeat(20_000)}</think></a>`);
    expect(performance.now() - began).toBeLessThan(3_000);
  },
);
