import type { Alert } from "#lib/model/alert";
import type { Attempt } from "#lib/model/attempt";
import type { Suspension } from "#lib/model/suspension";

/** What has just happened. */
export type LiveNews =
  | { readonly kind: "attempts"; readonly attempts: readonly Attempt[] }
  | { readonly kind: "suspension_suspected"; readonly suspension: Suspension }
  /** With what was suspected last. */
  | { readonly kind: "suspension_ended"; readonly suspension: Suspension; readonly endedAtMs: number }
  /** It began, changed or ended. */
  | { readonly kind: "alert"; readonly alert: Alert };

type Listener = (news: LiveNews) => void;

/** Carries news from where it happens to those who look; without a listener it does nothing. */
export type LiveBus = {
  /** Tells every listener at once and in the same order, so they must be quick. Never throws. */
  readonly publish: (news: LiveNews) => void;
  /** Returns what ends the listening. */
  readonly listen: (listener: Listener) => () => void;
};

/** Made once a process. `onError` gets what a listener throws; the others hear the news all the same. */
export function createLiveBus(onError: (error: unknown) => void): LiveBus {
  const listeners = new Set<Listener>();
  const pending: LiveNews[] = [];
  const tell = (news: LiveNews) => {
    for (const listener of listeners) {
      try {
        listener(news);
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    publish: (news) => {
      pending.push(news);
      // A listener has news of its own: everyone is to hear first what it came from.
      if (pending.length > 1) return;
      for (let next = pending[0]; next; next = pending[0]) {
        tell(next);
        pending.shift();
      }
    },
    listen: (listener) => {
      // Of its own, so that one function may listen twice and end once.
      const own: Listener = (news) => listener(news);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
