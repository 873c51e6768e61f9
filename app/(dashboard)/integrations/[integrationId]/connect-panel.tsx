"use client";

import { useState } from "react";
import { FormMessage } from "#components/form/form-message";
import { Button } from "#components/ui/button";
import { CodeBlock } from "#components/ui/code-block";
import { Notice } from "#components/ui/notice";
import { Segmented } from "#components/ui/segmented";
import type { IntegrationTokenKind } from "#lib/model/integration";
import { gatewaySnippets, otelVariables, pathTokenUrl, type Snippet } from "./snippets";
import { useNewToken } from "./use-new-token";

type ConnectPanelProps = { integration: string; publicUrl: string; addsKey: boolean; tokenInPath: boolean };

const placeholders: Readonly<Record<IntegrationTokenKind, string>> = {
  gateway: "YOUR_GATEWAY_TOKEN",
  ingest: "YOUR_INGEST_TOKEN",
};

/** Snippets for each language, with a token made on the spot if wanted. */
export function ConnectPanel({ integration, publicUrl, addsKey, tokenInPath }: ConnectPanelProps) {
  const { made, make, failure, isPending } = useNewToken(integration);
  const tokenOf = (kind: IntegrationTokenKind) => made[kind] ?? placeholders[kind];
  const gateway = { publicUrl, token: tokenOf("gateway"), addsKey };
  const ways: readonly Way[] = [
    ...gatewaySnippets(gateway).map((snippet): Way => ({ ...snippet, kind: "gateway", what: `${snippet.label} code` })),
    ...(tokenInPath ? [baseUrlOnly(pathTokenUrl(gateway))] : []),
    openTelemetry(otelVariables({ publicUrl, token: tokenOf("ingest") })),
  ];
  const [chosen, choose] = useState("curl");
  const way = ways.find(({ id }) => id === chosen) ?? ways[0];
  if (!way) return null;
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="-mx-1 overflow-x-auto px-1 pb-1">
        <Segmented
          label="Ways to connect"
          value={way.id}
          onValueChange={choose}
          items={ways.map(({ id, label }) => ({ value: id, label }))}
        />
      </div>
      {made[way.kind] ? (
        <Notice>The token stands in the lines below, this once: copy them now. Ajar keeps only a hash of it.</Notice>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" pending={isPending} onClick={() => make(way.kind)}>
            Make {way.kind === "ingest" ? "an ingest" : "a gateway"} token
          </Button>
          <span className="text-ink-2">It is put into the lines below. Or put in one that you have.</span>
        </div>
      )}
      {failure ? <FormMessage state={failure} /> : null}
      <CodeBlock code={way.code} what={way.what} />
      {way.note ? <p className="text-ink-2">{way.note}</p> : null}
    </div>
  );
}

type Way = Snippet & { readonly kind: IntegrationTokenKind; readonly what: string; readonly note?: string };

function baseUrlOnly(code: string): Way {
  return {
    ...{ id: "base-url", label: "Base URL alone", kind: "gateway", what: "base URL", code },
    note: "Where nothing but a base URL can be set. The token then stands in a URL, where others' logs and histories may keep it: use the header where you can. This form can be switched off below.",
  };
}

function openTelemetry(code: string): Way {
  return {
    ...{ id: "otel", label: "OpenTelemetry", kind: "ingest", what: "environment variables", code },
    note: "Calls go straight to Kisi, and the HTTP client spans of your SDK report them here. Ajar can then count and warn, but not pace or retry.",
  };
}
