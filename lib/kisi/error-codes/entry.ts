/** Where a failure belongs, so that the right person looks in the right place. */
export type ErrorArea =
  | "request"
  | "sign_in"
  | "access_right"
  | "link"
  | "card"
  | "phone"
  | "door"
  | "wireless_lock"
  | "controller"
  | "elevator"
  | "alarm"
  | "partner"
  | "kisi";

/** Who can mend it. */
export type Side =
  /** The code that calls Kisi. */
  | "caller"
  /** An administrator, in Kisi's settings. */
  | "organization"
  /** The person at the door, with a phone, a card or a code. */
  | "person"
  /** Whoever looks after the hardware and the network on site. */
  | "site"
  /** The maker of a connected system. */
  | "partner"
  | "kisi"
  | "network"
  | "unclear";

export const sideLabels: Readonly<Record<Side, string>> = {
  caller: "Your integration",
  organization: "Settings in Kisi",
  person: "The person at the door",
  site: "Hardware on site",
  partner: "A connected system",
  kisi: "Kisi",
  network: "The network",
  unclear: "Not clear yet",
};

/** What one of Kisi's error codes says. */
export type ErrorCodeEntry = {
  readonly code: string;
  /** Kisi's own words, typing errors included. */
  readonly message: string;
  /** What it means, in ours. Kisi publishes the message alone, so this is a reading of it. */
  readonly meaning: string;
  readonly area: ErrorArea;
  readonly side: Side;
  /** The same request may succeed later although nobody changes anything; says nothing on whether to repeat it. */
  readonly retryable: boolean;
  /** What to look at, likeliest first. */
  readonly checks: readonly string[];
};
