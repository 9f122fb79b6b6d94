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
const holder = globalThis as typeof globalThis & { calotWitness?: Witness | undefined };

/** Tells a witness of everything from now on, beside those that are told already. @returns how to stop telling it */
export function addWitness(witness: Witness): () => void {
  const before = holder.calotWitness;
  holder.calotWitness = before ? both(before, witness) : witness;
  return () => {
    holder.calotWitness = before;
  };
}

const both =
  (one: Witness, other: Witness): Witness =>
  (kind, name) => {
    const ends = [one(kind, name), other(kind, name)] as const;
    return (error, done) => {
      for (const ended of ends) ended(error, done);
    };
  };

export const isWitnessed = (): boolean => holder.calotWitness !== undefined;

/** Does something that witnesses are told of. Where there is none, it costs nothing. */
export function witnessed<T>(kind: Kind, name: string, work: () => Promise<T>): Promise<T> {
  const ended = holder.calotWitness?.(kind, name);
  if (!ended) return work();
  return work().then(
    (value) => {
      ended(undefined, value);
      return value;
    },
    (error: unknown) => {
      ended(error ?? new Error(`The ${kind} ${name} failed.`));
      throw error;
    },
  );
}
