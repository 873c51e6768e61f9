"use client";

import { CircleCheck, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { LiveFollower } from "#components/live/live-follower";
import { cn } from "#components/ui/cn.ts";
import { StatusMark } from "#components/ui/status-mark";
import { formatDuration } from "#lib/format";
import { formatAgo } from "#lib/time/format-time";
import type { NewestCall } from "./newest-call";

type FirstCallProps = { newest: NewestCall | null; nowMs: number };

/** Waits for the first call, and says so by itself when it is there: the page is drawn anew as calls are stored. */
export function FirstCall({ newest, nowMs }: FirstCallProps) {
  const [hasWaited] = useState(newest === null);
  return (
    <div
      role="status"
      className={cn(
        "flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-3 py-2 transition-colors",
        newest ? "bg-s-2xx/12" : "bg-paper-3",
      )}
    >
      {newest ? (
        <>
          <span className="inline-flex items-center gap-2 font-medium">
            <CircleCheck className="size-4 text-s-2xx" aria-hidden />
            {hasWaited ? "The first call has arrived" : "Connected"}
          </span>
          <StatusMark {...newest} />
          <Link href={`/calls/${newest.callId}`} className="link break-all font-mono text-xs">
            {newest.route}
          </Link>
          <span className="text-ink-2">{formatDuration(newest.latencyMs)}</span>
          {hasWaited ? null : <span className="text-ink-2">{formatAgo(newest.startedAtMs, nowMs)}</span>}
        </>
      ) : (
        <span className="inline-flex items-center gap-2 text-ink-2">
          <LiveFollower />
          <LoaderCircle className="size-4 animate-spin motion-reduce:animate-none" aria-hidden />
          Waiting for the first call. It shows up here by itself.
        </span>
      )}
    </div>
  );
}
