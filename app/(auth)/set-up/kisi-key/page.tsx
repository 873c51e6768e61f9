import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { requireSession } from "#lib/auth/gate";
import { Card } from "../../card";
import { Steps } from "../steps";
import { KisiKeyForm } from "./kisi-key-form";

export const metadata: Metadata = { title: "Kisi API key" };

export default async function FirstKeyPage() {
  const { app } = await requireSession("write");
  if (app.demo) {
    return (
      <Card
        title="The demo has its own Kisi"
        lead="A simulator stands in for it and brings a key along, so there is none to enter. Keep real keys out of a demo."
      >
        <Steps current={2} />
        <Button asChild variant="primary" className="w-full">
          <Link href="/">Open the dashboard</Link>
        </Button>
      </Card>
    );
  }
  return (
    <Card
      title="Connect to Kisi"
      lead="The key lets the console call Kisi. It is sealed before it is stored, and no page ever shows it again."
    >
      <Steps current={2} />
      <KisiKeyForm upstream={app.env.kisiBaseUrl} hasEnvironmentKey={app.kisiKey.describe().source === "environment"} />
    </Card>
  );
}
