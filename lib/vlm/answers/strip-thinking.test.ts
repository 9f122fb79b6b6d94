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
])("%j without its thinking is %j", (text, rest) => expect(stripThinking(text)).toBe(rest));
