import type { Integration } from "#lib/model/integration";
import type { TimelineStore } from "#lib/reports/read-timeline";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { AttemptArchive, ReportStore } from "#lib/store/report-store";
import type { AttemptReader } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** What an owner says once for all reports. */
export type SenderFacts = {
  readonly organization: string | null;
  readonly contact: string | null;
  /** From which Kisi sees the requests come. */
  readonly address: string | null;
};

/** What reports are made of. */
export type ReportDeps = {
  readonly store: AttemptArchive & ReportStore & TimelineStore & Pick<AttemptReader, "findCall" | "readFigures">;
  readonly clock: Pick<Clock, "now">;
  /** Seals what a draft says. */
  readonly box: SecretBox;
  readonly redactText: (text: string) => string;
  readonly hideKnown: (text: string) => string;
  readonly integrations: () => readonly Pick<Integration, "id" | "name" | "identifier" | "contact">[];
  readonly readSender: () => Promise<SenderFacts>;
  readonly version: string;
  readonly upstream: string;
  /** Lets others have their turn of the event loop. */
  readonly breathe: () => Promise<void>;
};
