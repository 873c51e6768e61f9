import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { LiveFollower } from "#components/live/live-follower";
import { Button } from "#components/ui/button";
import { Section } from "#components/ui/section";
import { type Account, roleScopes } from "#lib/model/account";
import type { App } from "#lib/server/app";
import { isConsoleAlone } from "./is-console-alone";

/** What a fresh install needs before there is anything to see. */
export function FirstSteps({ hasKey }: { hasKey: boolean }) {
  return (
    <Section title="Three steps to your own figures" className="max-w-3xl">
      <LiveFollower />
      <ol className="grid gap-px">
        <Step
          number={1}
          done={hasKey}
          title="Give Ajar a Kisi API key"
          action={
            <Button asChild variant={hasKey ? "secondary" : "primary"}>
              <Link href="/settings">{hasKey ? "Change the key" : "Set the key"}</Link>
            </Button>
          }
        >
          It is sealed before it is stored, and no page shows it again.
        </Step>
        <Step
          number={2}
          done={false}
          title="Send a first call"
          action={
            <Button asChild variant={hasKey ? "primary" : "secondary"}>
              <Link href="/console">Open the Console</Link>
            </Button>
          }
        >
          “Current user” is a harmless GET. It appears here as soon as Kisi has answered.
        </Step>
        <Step
          number={3}
          done={false}
          title="Connect what calls Kisi"
          action={
            <Button asChild>
              <Link href="/integrations">Connect a program</Link>
            </Button>
          }
        >
          A base URL and a header to change, in the language that your program is written in.
        </Step>
      </ol>
    </Section>
  );
}

type StepProps = { number: number; done: boolean; title: string; action: ReactNode; children: ReactNode };

function Step({ number, done, title, action, children }: StepProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t py-4 first:border-t-0">
      <span className="flex size-6 items-center justify-center rounded-full border border-line-2 text-ink-2 text-xs">
        {done ? <Check className="size-3.5 text-s-2xx" aria-label="Done" /> : number}
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{title}</p>
        <p className="text-ink-2">{children}</p>
      </div>
      {action}
    </li>
  );
}

type NextStepProps = { readonly app: App; readonly role: Account["role"]; readonly nowMs: number };

/** For as long as nothing but the Console has called Kisi; for those alone who can change that. */
export async function NextStep({ app, role, nowMs }: NextStepProps) {
  if (!roleScopes[role].includes("write") || !(await isConsoleAlone(app, nowMs))) return null;
  return (
    <Section title="Your own programs are not connected yet">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="min-w-0 flex-1 basis-72 text-ink-2">
          Until they are, these figures are of the Console alone. Each program gets a token and the lines to change, or
          a file of what it has sent can be read in.
        </p>
        <span className="flex flex-wrap gap-2">
          <Button asChild variant="primary">
            <Link href="/integrations">Connect a program</Link>
          </Button>
          <Button asChild>
            <Link href="/integrations/import">Import a HAR file</Link>
          </Button>
        </span>
      </div>
    </Section>
  );
}
