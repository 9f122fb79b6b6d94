/** What arrows move, in natural pixels. */
export const NUDGES: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  "Shift+ArrowLeft": [-10, 0],
  "Shift+ArrowRight": [10, 0],
  "Shift+ArrowUp": [0, -10],
  "Shift+ArrowDown": [0, 10],
};

/** The keys that whatever is drawn is undone and redone by. */
export const HISTORY_KEYS = {
  z: { type: "undo" },
  "Mod+z": { type: "undo" },
  "Shift+z": { type: "redo" },
  "Mod+Shift+z": { type: "redo" },
  "Mod+y": { type: "redo" },
} as const;
