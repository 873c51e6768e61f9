import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Button } from "#components/ui/button";
import { readEntrance, readSetUpCode } from "#lib/auth/entrance";
import { setUpCodeWords } from "#lib/auth/set-up";
import { Card } from "../card";
import { ClaimForm } from "./claim-form";
import { Steps } from "./steps";

export const metadata: Metadata = { title: "Set up" };

type SetUpPageProps = { searchParams: Promise<{ code?: string | string[] }> };

export default async function SetUpPage({ searchParams }: SetUpPageProps) {
  const { hasOwner } = await readEntrance();
  if (hasOwner) notFound();
  const { code } = await searchParams;
  const given = [code].flat()[0];
  const state = readSetUpCode(given);
  if (state !== "good" || given === undefined) return <NoEntry state={state === "good" ? "missing" : state} />;
  return (
    <Card
      title="Make this Ajar yours"
      lead="The first account owns this installation. It stays on this machine; nothing is sent anywhere."
    >
      <Steps current={1} />
      <ClaimForm code={given} />
    </Card>
  );
}

const titles = {
  missing: "Nobody owns this Ajar yet",
  wrong: "This set-up link is not valid",
  expired: "This set-up link has expired",
} as const;

function NoEntry({ state }: { state: keyof typeof titles }) {
  return (
    <Card title={titles[state]} lead={setUpCodeWords[state]}>
      <p className="text-ink-2">
        It stands in the terminal or the log of the server, in a line that ends in{" "}
        <code className="break-all font-mono text-ink text-xs">/set-up?code=…</code>
      </p>
      <Button asChild className="w-full">
        <Link href="/set-up">Look again</Link>
      </Button>
    </Card>
  );
}
