import type { Metadata } from "next";
import { requireSession } from "#lib/auth/gate";
import { Card } from "../../card";
import { Steps } from "../steps";
import { KisiKeyForm } from "./kisi-key-form";

export const metadata: Metadata = { title: "Kisi API key" };

export default async function FirstKeyPage() {
  const { app } = await requireSession("write");
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
