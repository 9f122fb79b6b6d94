import { describe, expect, it } from "vitest";
import { isCharacterKey, keyName } from "./stage-keys";

const press = (key: string, held: string[] = []) => ({
  key,
  ctrlKey: held.includes("Control"),
  metaKey: held.includes("Meta"),
  altKey: held.includes("Alt"),
  shiftKey: held.includes("Shift"),
  isComposing: held.includes("Composing"),
  getModifierState: (name: string) => held.includes(name),
});

describe("keyName", () => {
  it.each([
    ["a", [], "a"],
    ["A", [], "a"],
    ["Z", ["Shift"], "Shift+z"],
    ["z", ["Control"], "Mod+z"],
    ["Z", ["Meta", "Shift"], "Mod+Shift+z"],
    ["?", ["Shift"], "?"],
    ["+", ["Shift"], "+"],
    ["ArrowLeft", ["Shift"], "Shift+ArrowLeft"],
    ["ArrowLeft", ["Alt"], null],
    ["a", ["Alt"], null],
    ["[", ["Control", "Alt", "AltGraph"], "["],
    ["a", ["Composing"], null],
  ] as const)("%s with %j is %s", (key, held, name) => {
    expect(keyName(press(key, [...held]))).toBe(name);
  });

  it("tells bare characters from other keys", () => {
    expect(["a", "Shift+z", "?", "0"].every(isCharacterKey)).toBe(true);
    expect(["Mod+z", "Enter", "Shift+ArrowLeft", "Delete"].some(isCharacterKey)).toBe(false);
  });
});
