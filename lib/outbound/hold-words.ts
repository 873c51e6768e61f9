import type { GuardHold } from "#lib/model/guard";

/** Why the guard holds a call, in one sentence for people. */
export function describeHold({ rule, status, failures }: GuardHold): string {
  switch (rule) {
    case "call":
      return `The same call was answered ${status}, ${failures} times in a row, with nothing changed.`;
    case "credential":
      return `Its Kisi key was answered nothing but 401, ${failures} times in a row.`;
    case "suspension":
      return `Its Kisi key may be suspended: it worked, and is now answered ${status} on every route.`;
    default:
      return rule satisfies never;
  }
}
