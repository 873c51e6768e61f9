import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { readInvitation } from "#lib/auth/entrance";
import { Card } from "../card";
import { JoinForm } from "./join-form";

export const metadata: Metadata = { title: "Choose a password", referrer: "no-referrer" };

type JoinPageProps = { searchParams: Promise<{ code?: string | string[] }> };

export default async function JoinPage({ searchParams }: JoinPageProps) {
  const code = [(await searchParams).code].flat()[0];
  const invitation = await readInvitation(code);
  if (!invitation || code === undefined) return <NoEntry />;
  return (
    <Card
      title="Choose a password"
      lead={
        <>
          For <span className="wrap-anywhere text-ink">{invitation.email}</span>, {article(invitation.role)} of this
          Ajar.
        </>
      }
    >
      <JoinForm code={code} email={invitation.email} />
    </Card>
  );
}

function article(role: string): string {
  return role === "viewer" ? "a viewer" : `an ${role}`;
}

function NoEntry() {
  return (
    <Card
      title="This link opens nothing"
      lead="It was used, taken back, or is too old. Ask who sent it for another one."
    >
      <Button asChild className="w-full">
        <Link href="/login">Sign in</Link>
      </Button>
    </Card>
  );
}
