import { formatCount } from "#lib/format";
import type { LintRule, RuleContext } from "#lib/hygiene/lint-rule";
import type { RecordedCall } from "#lib/risk/replay-call";

const signInRoute = "POST /logins";
const runMin = 5;
const callsMax = 2;
/** From a sign-in to the first call with its key. */
const firstUseMaxMs = 60_000;
const gapMaxMs = 3_600_000;

type Login = { readonly call: RecordedCall; user: string | null; key: string | null; calls: number };
type Sender = { readonly logins: Login[]; readonly seen: Set<string>; readonly byKey: Map<string, Login> };

/**
 * Finds programs that sign in for each call. A key that an integration shows for the first time within a minute after
 * a sign-in is taken to be its login; five in a row that each served two calls at most are a finding. They are
 * counted by Kisi user where that is known, so that many people who sign in once each are none.
 */
export function createSignIns({ note, userOf }: RuleContext): LintRule {
  const senders = new Map<string, Sender>();
  return {
    addCall(call) {
      const key = call.first.integration ?? "";
      const sender: Sender = senders.get(key) ?? { logins: [], seen: new Set(), byKey: new Map() };
      senders.set(key, sender);
      if (call.first.route === signInRoute) {
        if ((call.repeats.at(-1) ?? call.first).outcome === "success") {
          sender.logins.push({ call, user: null, key: null, calls: 0 });
        }
        return;
      }
      const login = loginOf(sender, call);
      if (!login) return;
      login.calls += 1;
      login.user = userName(userOf(call.first));
    },
    finish() {
      for (const { logins } of senders.values()) {
        for (const run of runsOf(logins)) {
          for (const { call, calls } of run) {
            note("sign_in_each_call", call, 1, `one of ${run.length} in a row, used for ${formatCount(calls, "call")}`);
          }
        }
      }
    },
  };
}

/** A user that only its key is known by may be anyone. */
function userName(user: string | null): string | null {
  return user?.startsWith("user:") ? user : null;
}

/** The login that a call was made with; undefined if it used a key from before. */
function loginOf({ logins, seen, byKey }: Sender, { first }: RecordedCall): Login | undefined {
  const { credential, startedAtMs } = first;
  const isFresh = ({ call }: Login) => startedAtMs - call.first.startedAtMs <= firstUseMaxMs;
  if (credential === null) {
    // Without a key it can only be the latest one, if any has not shown its key.
    const latest = logins.at(-1);
    return latest && latest.key === null && isFresh(latest) ? latest : undefined;
  }
  const known = byKey.get(credential);
  if (known || seen.has(credential)) return known;
  seen.add(credential);
  const login = logins.find((one) => one.key === null && one.calls === 0 && isFresh(one));
  if (!login) return undefined;
  login.key = credential;
  byKey.set(credential, login);
  return login;
}

/** Logins of one user that were hardly used, five or more one after another. Those that were not used at all say nothing. */
function runsOf(logins: readonly Login[]): Login[][] {
  const byUser = Map.groupBy(
    logins.filter(({ calls }) => calls > 0),
    ({ user }) => user,
  );
  return [...byUser.values()].flatMap((own) => {
    const runs: Login[][] = [[]];
    for (const login of own) {
      const run = runs.at(-1) ?? [];
      const before = run.at(-1);
      const gapMs = before ? login.call.first.startedAtMs - before.call.first.startedAtMs : 0;
      if (login.calls > callsMax) runs.push([]);
      else if (gapMs > gapMaxMs) runs.push([login]);
      else run.push(login);
    }
    return runs.filter(({ length }) => length >= runMin);
  });
}
