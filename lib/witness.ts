import { log } from "./log";

/** What is told of: a statement and a transaction by what they are called, a chore by its name. */
export type Kind = "statement" | "transaction" | "chore";

/**
 * @param error why it failed, if it did
 * @param done how much was done, where it says so
 */
export type Ended = (error?: unknown, done?: unknown) => void;

/** Who is told of what begins, and then of its end: metrics, traces. */
export type Witness = (kind: Kind, name: string) => Ended;

// The front and the pages it runs are bundled apart.
const holder = globalThis as typeof globalThis & { calotWitnesses?: Set<Witness> };
holder.calotWitnesses ??= new Set();
const witnesses = holder.calotWitnesses;

/** Tells a witness of everything from now on, beside those that are told already. @returns how to stop telling it */
export function addWitness(witness: Witness): () => void {
  witnesses.add(witness);
  return () => void witnesses.delete(witness);
}

export const isWitnessed = (): boolean => witnesses.size > 0;

/** Does something that witnesses are told of. Where there is none, it costs nothing. */
export function witnessed<T>(kind: Kind, name: string, work: () => Promise<T>): Promise<T> {
  if (!isWitnessed()) return work();
  const told = [...witnesses].map((witness) => tell(() => witness(kind, name)));
  const end: Ended = (error, done) => {
    for (const ended of told) tell(() => ended?.(error, done));
  };
  return work().then(
    (value) => {
      end(undefined, value);
      return value;
    },
    (error: unknown) => {
      end(error ?? new Error(`The ${kind} ${name} failed.`));
      throw error;
    },
  );
}

/** Tells who only looks on: that it fails changes nothing of what it is told of, and stands in the log. */
export function tell<T>(telling: () => T): T | undefined {
  try {
    return telling();
  } catch (error) {
    log().error({ err: error }, "who is told of what this process does failed");
    return undefined;
  }
}
