type MarkProps = {
  /** How far the door stands open, 0 (shut) to 1; a hand's breadth if nothing is known better. */
  open?: number;
  className?: string;
};

/** A door in its frame: the leaf swings away on the left jamb, and its edge catches the light. */
export function Mark({ open = 0.5, className }: MarkProps) {
  const edge = 18.5 - 9 * open;
  const drop = 3 * open;
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true">
      <path d="M5 22V2.5h15V22" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
      <path d={`M4 22V2.5L${edge} ${2.5 + drop}V${22 - drop}Z`} fill="currentColor" />
      <path d={`M${edge} ${2.5 + drop}h2.25v${19.5 - 2 * drop}h-2.25Z`} fill="var(--accent)" />
    </svg>
  );
}
