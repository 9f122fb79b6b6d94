/** Asks the person for the password again; resolves to whether it was typed. */
type Asker = () => Promise<boolean>;

let asker: Asker | null = null;

/** Says who asks on this page. @returns what takes that back */
export function askWith(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

/** Whether the person has typed the password again: never where nobody on the page asks. */
export const confirmAgain: Asker = () => asker?.() ?? Promise.resolve(false);
