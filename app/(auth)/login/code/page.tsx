import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { readCodeStep } from "#lib/auth/entrance";
import { Card } from "../../card";
import { CodeForm } from "./code-form";

export const metadata: Metadata = { title: "Code" };

export default async function CodePage() {
  const step = await readCodeStep();
  if (!step) redirect("/login");
  return (
    <>
      <Card
        title="Your code"
        lead={
          <>
            The six digits that your app shows for <span className="wrap-anywhere text-ink">{step.email}</span>, or one
            of your recovery codes.
          </>
        }
      >
        <CodeForm />
      </Card>
      <details className="px-1 text-ink-2">
        <summary className="w-fit rounded-sm">App and recovery codes lost?</summary>
        <p className="mt-2">
          The owner can remove your app under Settings. Whoever runs the server can, too: stop Ajar and run{" "}
          <code className="break-all font-mono text-ink text-xs">npm run reset-password</code>.
        </p>
      </details>
      <p className="px-1">
        <Link href="/login" className="link">
          Sign in as somebody else
        </Link>
      </p>
    </>
  );
}
