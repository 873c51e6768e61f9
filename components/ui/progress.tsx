type ProgressProps = {
  label: string;
  value: number;
  max: number;
  /** How far it is, in words. */
  words: string;
};

/** How far a piece of work with a known end is. */
export function Progress({ label, value, max, words }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuetext={words}
      className="h-1.5 overflow-hidden rounded-full bg-paper-3"
    >
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-200 motion-reduce:transition-none"
        style={{ width: `${max === 0 ? 0 : (value / max) * 100}%` }}
      />
    </div>
  );
}
