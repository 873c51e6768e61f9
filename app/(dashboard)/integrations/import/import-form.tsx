"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { Progress } from "#components/ui/progress";
import { Section } from "#components/ui/section";
import { Select } from "#components/ui/select";
import { formatBytes } from "#lib/format";
import { FileDrop } from "./file-drop";
import { ImportResult } from "./import-result";
import { type ImportState, useHarImport } from "./use-har-import";

type ImportFormProps = {
  integrations: readonly { readonly id: string; readonly name: string }[];
  /** Chosen at first; empty for none. */
  integration: string;
  upstreamHost: string;
  bytesMax: number;
};

/** Sends a HAR file and tells what became of it. */
export function ImportForm({ integrations, integration: chosen, upstreamHost, bytesMax }: ImportFormProps) {
  const [file, setFile] = useState<File | null>(null);
  const { state, start, cancel, forget } = useHarImport(bytesMax);
  const isSending = state.kind === "sending";
  const choose = (next: File) => {
    setFile(next);
    forget();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const integration = String(fields.get("integration") ?? "");
    const host = String(fields.get("host") ?? "").trim();
    if (file && !isSending) void start({ file, integration, host });
  };
  return (
    <>
      <Section title="File" note={`A HAR 1.2 file of at most ${formatBytes(bytesMax)}.`}>
        <form onSubmit={submit} className="grid grid-cols-1 gap-4">
          <FileDrop file={file} disabled={isSending} onFile={choose} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Integration" hint="Whose traffic it is, so that it can be told from the others'.">
              {(control) => (
                <Select name="integration" defaultValue={chosen} {...control}>
                  <option value="">None</option>
                  {integrations.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="Host" hint="Entries for any other host are counted, not stored." optional>
              {(control) => (
                <Input
                  name="host"
                  mono
                  placeholder={upstreamHost}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={259}
                  {...control}
                />
              )}
            </Field>
          </div>
          {isSending ? (
            <Sending state={state} onCancel={cancel} />
          ) : (
            <div>
              <Button type="submit" variant="primary" disabled={file === null}>
                Import
              </Button>
            </div>
          )}
        </form>
      </Section>
      <div role="status" className="empty:hidden">
        <Ending state={state} upstreamHost={upstreamHost} />
      </div>
    </>
  );
}

type SendingProps = { state: Extract<ImportState, { kind: "sending" }>; onCancel: () => void };

function Sending({ state: { sentBytes, bytes }, onCancel }: SendingProps) {
  const isSent = sentBytes >= bytes;
  const words = isSent ? "Sent; being stored" : `${formatBytes(sentBytes)} of ${formatBytes(bytes)}`;
  return (
    <div className="grid gap-2">
      <Progress label="Upload" value={Math.min(sentBytes, bytes)} max={bytes} words={words} />
      <div className="flex items-center justify-between gap-3">
        <span className="text-ink-2">{words}</span>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}

function Ending({ state, upstreamHost }: { state: ImportState; upstreamHost: string }) {
  if (state.kind === "cancelled") {
    return <Notice>Cancelled. Of a file that has not come whole, nothing is stored.</Notice>;
  }
  if (state.kind === "failed") {
    return (
      <Notice tone="danger">
        {state.message}{" "}
        {state.isSignedOut ? (
          <Link href="/login?next=%2Fintegrations%2Fimport" className="link">
            Sign in
          </Link>
        ) : null}
      </Notice>
    );
  }
  return state.kind === "taken" ? <ImportResult {...state} upstreamHost={upstreamHost} /> : null;
}
