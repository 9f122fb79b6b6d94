import { useSyncExternalStore } from "react";

/**
 * State outside React, changed by a pure reducer. Whoever changes it sees the change at once, and a component
 * renders only when the part that it selects did change.
 */
export type Store<State, Action> = {
  readonly get: () => State;
  readonly dispatch: (action: Action) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

export function createStore<State, Action>(
  reduce: (state: State, action: Action) => State,
  initial: State,
): Store<State, Action> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch: (action) => {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A part of a store's state; `select` must give the same value while that part stays the same. */
export function useStore<State, Action, T>(store: Store<State, Action>, select: (state: State) => T): T {
  const read = (): T => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}
