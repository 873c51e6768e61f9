import { formatCount } from "#lib/format";
import type { RefusedKey, Suspension, SuspensionSign } from "#lib/model/suspension";

const signWords: Readonly<Record<SuspensionSign, string>> = {
  several_keys: "several keys that worked are refused at once",
  forbidden: "they are answered 403, and no other key has worked since",
  kisi_says_so: "Kisi's answer speaks of a suspension",
};

/** Why a suspension is suspected, as one sentence. */
export function suspicionSentence({ signs, keys, workingKeys }: Suspension): string {
  const one = keys.length === 1;
  const why = signs.map((sign) =>
    one && sign === "forbidden" ? "it is answered 403, and no other key has worked since" : signWords[sign],
  );
  const against = workingKeys > 0 ? ` Against it: ${formatCount(workingKeys, "other key")} worked since.` : "";
  const subject = one
    ? "A key that worked is refused wherever it was used"
    : "Keys that worked are refused wherever they were used";
  return `${subject}: ${why.join("; ")}.${against}`;
}

/** What a key was answered: `401 and 403, 12 times on 3 routes`. */
export function refusalWords({ statuses, refusals, routes }: RefusedKey): string {
  return `${statuses.join(" and ")}, ${formatCount(refusals, "time")} on ${formatCount(routes.length, "route")}`;
}
