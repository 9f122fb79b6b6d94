/** Asks the person for the password again, or another way to show who they are; resolves to whether it was shown. */
type Asker = () => Promise<boolean>;

let asker: Asker | null = null;

/** Says who asks on this page. @returns what takes that back */
export function askWith(ask: Asker): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

/** Whether the person has shown once more who they are: never where nobody on the page asks. */
export const confirmAgain: Asker = () => asker?.() ?? Promise.resolve(false);
