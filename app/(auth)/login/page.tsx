import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readEntrance } from "#lib/auth/entrance";
import { safeReturnPath } from "#lib/auth/return-path";
import { Card } from "../card";
import { LoginForm } from "./login-form";

export const metadata: Metadata = { title: "Sign in" };

type LoginPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next } = await searchParams;
  const returnPath = safeReturnPath([next].flat()[0]);
  const { hasOwner, isSignedIn } = await readEntrance();
  if (!hasOwner) redirect("/set-up");
  if (isSignedIn) redirect(returnPath);
  return (
    <>
      <Card title="Sign in">
        <LoginForm returnPath={returnPath} />
      </Card>
      <details className="px-1 text-ink-2">
        <summary className="w-fit rounded-sm">Forgotten the password?</summary>
        <p className="mt-2">
          The owner can make you a link to choose another one. Whoever runs the server can, too: stop Ajar and run{" "}
          <Command>npm run reset-password</Command>.
        </p>
      </details>
    </>
  );
}

function Command({ children }: { children: string }) {
  return <code className="break-all font-mono text-ink text-xs">{children}</code>;
}
