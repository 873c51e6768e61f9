type MarkProps = {
  /** How far the door stands open, 0 (shut) to 1; a hand's breadth if nothing is known better. */
  open?: number;
  className?: string;
};

/** A door in its frame, seen from the room: the leaf swings away, and its edge catches the light. */
export function Mark({ open = 0.35, className }: MarkProps) {
  const edge = 18 - 8 * open;
  const drop = 3.2 * open;
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true">
      <path d="M4 21.5V2.5h16v19" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinejoin="round" />
      <path d={`M6.5 5H6.5L${edge} ${5 + drop}V${21.5 - drop * 0.6}L6.5 21.5Z`} fill="currentColor" />
      <path d={`M${edge} ${5 + drop}h1.75v${16.5 - drop * 1.6}h-1.75Z`} fill="var(--accent)" />
    </svg>
  );
}
