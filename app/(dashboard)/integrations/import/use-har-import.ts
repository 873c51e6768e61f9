"use client";

import { useEffect, useRef, useState } from "react";
import { formatBytes } from "#lib/format";
import type { Taken } from "#lib/model/taken";
import { uploadHar } from "./upload-har";

/** What was asked for when the import began; the fields may have changed since. */
export type ImportQuestion = { readonly file: File; readonly integration: string; readonly host: string };

export type ImportState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending"; readonly sentBytes: number; readonly bytes: number }
  | { readonly kind: "taken"; readonly taken: Taken; readonly asked: ImportQuestion }
  | { readonly kind: "failed"; readonly message: string; readonly isSignedOut: boolean }
  | { readonly kind: "cancelled" };

/** An import at a time, with its progress. It ends with the page. */
export function useHarImport(bytesMax: number) {
  const [state, setState] = useState<ImportState>({ kind: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(asked: ImportQuestion): Promise<void> {
    const { file, integration, host } = asked;
    if (file.size > bytesMax) {
      const message = `${file.name} has ${formatBytes(file.size)}; at most ${formatBytes(bytesMax)} are taken. Export a shorter session.`;
      return setState({ kind: "failed", message, isSignedOut: false });
    }
    const end = new AbortController();
    running.current = end;
    const onProgress = (sentBytes: number) => setState({ kind: "sending", sentBytes, bytes: file.size });
    onProgress(0);
    const named = Object.entries({ integration, host }).filter(([, value]) => value !== "");
    const url = `/api/v1/import?${new URLSearchParams(named)}`;
    const ending = await uploadHar({ file, url, onProgress, signal: end.signal });
    running.current = null;
    setState(ending.kind === "taken" ? { ...ending, asked } : ending);
  }

  return { state, start, cancel: () => running.current?.abort(), forget: () => setState({ kind: "idle" }) };
}
