import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** A database of the browser. */
export type BrowserDatabase<Schema extends DBSchema> = {
  /**
   * Does something with the database, on a connection that is opened where none is. Browsers end connections of pages
   * in the background: what fails is tried once more on a new one, and so must be safe to repeat.
   */
  use<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T>;
  close(): void;
};

/** A browser that gives no answer by then is taken to have none. */
const ANSWER_MS = 3000;

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The browser’s database gives no answer.")), ms);
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}

/** @param make makes its stores, the first time */
export function openBrowserDatabase<Schema extends DBSchema>(
  name: string,
  make: (db: IDBPDatabase<Schema>) => void,
): BrowserDatabase<Schema> {
  type Connection = IDBPDatabase<Schema>;
  let opening: Promise<Connection> | null = null;
  const lose = (lost: Promise<Connection> | null): void => {
    if (opening === lost) opening = null;
  };
  const connect = (): Promise<Connection> => {
    if (opening) return opening;
    const made: Promise<Connection> = openDB<Schema>(name, 1, {
      upgrade: (db) => make(db),
      // A newer version of the page wants to change the database: let it.
      blocking: (_from, _to, event) => {
        lose(made);
        (event.target as IDBDatabase).close();
      },
      terminated: () => lose(made),
    });
    opening = made;
    made.catch(() => lose(made));
    return made;
  };
  const attempt = async <T>(work: (db: Connection) => Promise<T>): Promise<T> => {
    const connection = connect();
    // One that takes too long to open is waited for again the next time; it may come yet.
    const db = await within(ANSWER_MS, connection);
    try {
      return await within(ANSWER_MS, work(db));
    } catch (error) {
      lose(connection);
      db.close();
      throw error;
    }
  };
  return {
    use: async (work) => {
      const before = opening;
      try {
        return await attempt(work);
      } catch (error) {
        // A connection that was new already: another one would do no better.
        if (before === null) throw error;
        return attempt(work);
      }
    },
    close: () => {
      const last = opening;
      opening = null;
      void last?.then((db) => db.close()).catch(() => {});
    },
  };
}
