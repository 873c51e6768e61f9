import { Section } from "#components/ui/section";

/** The rules that are always in force, in words. What they say is held by the tests of the recorder. */
const builtIn = [
  {
    what: "Headers",
    how: "The value of a header is kept only if it is on a list: content type, length and encoding, accept, user agent, date, retry-after, deprecation and sunset, rate limits, paging, the ids of requests and your integration's identifier. Of all others the name alone.",
  },
  {
    what: "Fields of bodies",
    how: "Hidden by name, however it is spelt: passwords, tokens, keys, secrets, cookies, sessions, signatures, certificates, PINs, one-time codes, card numbers; and what tells of people: names, e-mails, phones, birthdays, coordinates, notes. An object under such a name is hidden whole.",
  },
  {
    what: "Parameters",
    how: "In queries and forms the names stay; of the values, those alone that stand under one of Kisi's harmless names, as limit or place_id, and look harmless.",
  },
  {
    what: "Secrets in paths",
    how: "Tokens that Kisi's paths carry, as those of links and activations; the gateway's own token; segments with an @ or other signs that ids do not have.",
  },
  {
    what: "By their look",
    how: "Wherever they stand: what follows Bearer, Basic or KISI-LOGIN, JWTs, keys with a known beginning, PEM blocks, user and password in URLs, card numbers, e-mail addresses, international phone numbers, long random texts.",
  },
  {
    what: "Echoes",
    how: "Each secret seen in an exchange is hidden in all the rest of it, also URL-encoded, in hex or base64; and so is every key that Ajar holds.",
  },
  {
    what: "What cannot be read",
    how: "A body that is neither JSON nor a form, or that holds more secrets than can be searched for, is kept as type and size. Of what went well no body is kept at all.",
  },
] as const;

/** What is hidden whatever anybody sets. */
export function BuiltInSection() {
  return (
    <Section title="Always hidden" note="Before anything is written, from the gateway, the console and ingest alike.">
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
        {builtIn.map(({ what, how }) => (
          <div key={what} className="grid gap-x-6 sm:col-span-2 sm:grid-cols-subgrid">
            <dt className="font-medium">{what}</dt>
            <dd className="text-ink-2">{how}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
