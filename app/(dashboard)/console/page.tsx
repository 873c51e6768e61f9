import type { Metadata } from "next";
import Link from "next/link";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { findOperation, type Operation } from "#lib/kisi/catalogue";
import { lists } from "#lib/kisi/resources";
import type { KisiKeyFacts } from "#lib/settings/kisi-key";
import { firstOf, type PageParams } from "../calls/calls-search";
import { CallForm } from "./call-form";
import type { CallFormProps } from "./call-form-props";
import { OperationPicker } from "./operation-picker";
import { pathParameters } from "./path-parameters";

export const metadata: Metadata = { title: "Console" };

const firstOperation = "fetchCurrentUser";

export default async function ConsolePage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const { app } = await requireSession();
  const search = await searchParams;
  const asked = firstOf(search.op);
  const operation = findOperation(asked ?? firstOperation) ?? findOperation(firstOperation);
  if (!operation) throw new Error(`the catalogue lacks ${firstOperation}`);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader title="Console">
        Call Kisi through the shared client: every attempt is logged, retried and paced as Kisi's rules say. The
        upstream is <span className="font-mono text-xs">{app.env.kisiBaseUrl}</span>.
      </PageHeader>
      <KeyNotice facts={app.kisiKey.describe()} />
      {asked && asked !== operation.operationId ? (
        <Notice tone="caution">Kisi has no operation “{asked.slice(0, 60)}”, so this is another one.</Notice>
      ) : null}
      <OperationPicker current={operation} />
      <CallForm key={operation.operationId} {...formOf(operation, search)} />
    </div>
  );
}

function formOf(operation: Operation, search: PageParams): CallFormProps {
  const { operationId, method, path, doorAction, deprecated } = operation;
  return {
    operationId,
    method,
    path,
    doorAction,
    deprecated,
    params: pathParameters(path).map((name) => ({ name, value: firstOf(search[name]) ?? "" })),
    page: Object.values(lists).find((list) => list.operationId === operationId)?.page ?? null,
    hasBody: method === "POST" || method === "PATCH" || method === "PUT",
  };
}

function KeyNotice({ facts }: { facts: KisiKeyFacts }) {
  if (facts.source === "stored" || facts.source === "environment") return null;
  return (
    <Notice tone="caution">
      {facts.source === "none"
        ? "No Kisi key is set, so calls go out without one and most are answered 401. "
        : "The stored Kisi key cannot be opened. "}
      <Link className="link" href="/settings">
        Enter one in Settings
      </Link>
      .
    </Notice>
  );
}
