import { useState, useTransition } from "react";
import type { FailedForm } from "#lib/model/form-state";
import type { IntegrationTokenKind } from "#lib/model/integration";
import { addTokenAction } from "./actions";

type Made = Readonly<Partial<Record<IntegrationTokenKind, string>>>;

/** Tokens made on this page, which nobody sees again once it is left. */
export function useNewToken(integration: string) {
  const [made, setMade] = useState<Made>({});
  const [failure, setFailure] = useState<FailedForm | null>(null);
  const [isPending, startTransition] = useTransition();
  const make = (kind: IntegrationTokenKind) =>
    startTransition(async () => {
      const form = new FormData();
      form.set("id", integration);
      form.set("kind", kind);
      const answer = await addTokenAction(form);
      setFailure(answer.kind === "failed" ? answer : null);
      if (answer.kind === "created") setMade((before) => ({ ...before, [kind]: answer.token }));
    });
  return { made, make, failure, isPending };
}
