/** The part of all bad attempts, drawn. Decoration: the figure stands beside it. */
export function ShareBar({ part, of }: { part: number; of: number }) {
  return (
    <span aria-hidden className="block w-32 xl:w-56">
      <span
        className="block h-1.5 min-w-0.5 rounded-[1px] bg-line-3"
        style={{ width: `${(part / Math.max(of, part)) * 100}%` }}
      />
    </span>
  );
}
