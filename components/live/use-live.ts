"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { followLive, type LiveBrowser, type LiveState } from "#components/live/follow-live.ts";
import { systemClock } from "#lib/time/clock";

const url = "/api/v1/live?events=stats";
/** The page is drawn anew at most so often, */
const refreshEveryMs = 2_000;
/** and when nothing happens at least so often, for its range moves on. */
const quietRefreshMs = 60_000;

/** Has the server draw this page anew whenever something was stored. Null while it is not `wanted`. */
export function useLive(wanted: boolean): { state: LiveState | null; isRefreshing: boolean } {
  const router = useRouter();
  const [state, setState] = useState<LiveState | null>(null);
  const [isStale, setStale] = useState(false);
  const [isRefreshing, startTransition] = useTransition();
  const refreshedAtMs = useRef(0);

  useEffect(() => {
    if (!wanted) return;
    const end = new AbortController();
    const onNews = () => setStale(true);
    const onQuiet = () => {
      if (Date.now() - refreshedAtMs.current > quietRefreshMs) setStale(true);
    };
    // The gate sends whoever is signed out to the login page.
    const listener = { onState: setState, onNews, onQuiet, onShutOut: onNews };
    void followLive(thisBrowser(), listener, end.signal);
    return () => {
      end.abort();
      setState(null);
      setStale(false);
    };
  }, [wanted]);

  useEffect(() => {
    if (!isStale || isRefreshing) return;
    const dueInMs = Math.max(0, refreshedAtMs.current + refreshEveryMs - Date.now());
    const timer = setTimeout(() => {
      refreshedAtMs.current = Date.now();
      setStale(false);
      startTransition(() => router.refresh());
    }, dueInMs);
    return () => clearTimeout(timer);
  }, [isStale, isRefreshing, router]);

  return { state, isRefreshing };
}

function thisBrowser(): LiveBrowser {
  return {
    openSource: () => new EventSource(url),
    isShutOut: async () => {
      try {
        return (await fetch(url, { method: "HEAD" })).status === 401;
      } catch {
        // Not there at all, so nobody is shut out.
        return false;
      }
    },
    page: document,
    network: window,
    clock: systemClock,
    random: Math.random,
  };
}
