/** A key by its last four characters, if they may be shown. */
export function Last4({ last4 }: { last4: string | null }) {
  return (
    <span className="font-mono text-xs">
      <span aria-hidden>••••{last4 ? "\u00a0" : ""}</span>
      {last4 ? (
        <>
          <span className="sr-only">ends in </span>
          {last4}
        </>
      ) : null}
    </span>
  );
}
