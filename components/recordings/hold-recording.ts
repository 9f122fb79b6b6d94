/** Takes a recording for this tab. Null where another tab has it; else what lets go of it. */
export function holdRecording(key: string): Promise<(() => void) | null> {
  return new Promise((answer) => {
    navigator.locks
      .request(`calot-recording ${key}`, { ifAvailable: true }, (lock) =>
        lock === null ? answer(null) : new Promise<void>((release) => answer(release)),
      )
      .catch(() => answer(() => {}));
  });
}
