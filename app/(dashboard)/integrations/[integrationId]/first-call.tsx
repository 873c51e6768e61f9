"use client";

import { CircleCheck, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { StatusMark } from "#components/ui/status-mark";
import { formatDuration } from "#lib/format";
import { formatAgo } from "#lib/time/format-time";
import { findNewestCallAction } from "./actions";
import type { NewestCall } from "./newest-call";

type FirstCallProps = { integration: string; newest: NewestCall | null; nowMs: number };

const lookEveryMs = 2_000;

/** Waits for the first call, and says so by itself when it is there. */
export function FirstCall({ integration, newest, nowMs }: FirstCallProps) {
  const [arrived, setArrived] = useState<NewestCall | null>(null);
  const isWaiting = newest === null && arrived === null;
  useEffect(() => {
    if (!isWaiting) return;
    // One question after the other, and none while nobody looks.
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const found = document.hidden ? null : await findNewestCallAction(integration).catch(() => null);
      if (isOver) return;
      if (found) setArrived(found);
      else timer = setTimeout(look, lookEveryMs);
    };
    timer = setTimeout(look, lookEveryMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [integration, isWaiting]);

  const call = arrived ?? newest;
  return (
    <div role="status" className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-paper-3 px-3 py-2">
      {call ? (
        <>
          <span className="inline-flex items-center gap-2 font-medium">
            <CircleCheck className="size-4 text-s-2xx" aria-hidden />
            {arrived ? "The first call has arrived" : "Connected"}
          </span>
          <StatusMark {...call} />
          <Link href={`/calls/${call.callId}`} className="link break-all font-mono text-xs">
            {call.route}
          </Link>
          <span className="text-ink-2">{formatDuration(call.latencyMs)}</span>
          {arrived ? null : <span className="text-ink-3">{formatAgo(call.startedAtMs, nowMs)}</span>}
        </>
      ) : (
        <span className="inline-flex items-center gap-2 text-ink-2">
          <LoaderCircle className="size-4 animate-spin motion-reduce:animate-none" aria-hidden />
          Waiting for the first call. It shows up here by itself.
        </span>
      )}
    </div>
  );
}
