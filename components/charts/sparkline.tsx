type SparklineProps = {
  /** Null is a gap. */
  values: readonly (number | null)[];
  width?: number;
  height?: number;
};

/** The shape of a figure over the range, without axes, from 0. Decoration: the figure itself stands beside it. */
export function Sparkline({ values, width = 72, height = 20 }: SparklineProps) {
  const max = Math.max(...values.map((value) => value ?? 0));
  const step = width / Math.max(values.length - 1, 1);
  const yOf = (value: number) => height - 1 - (max === 0 ? 0 : (value / max) * (height - 2));
  const path = values
    .map((value, index) => {
      if (value === null) return "";
      const isStart = (values[index - 1] ?? null) === null;
      return `${isStart ? "M" : "L"}${(index * step).toFixed(1)} ${yOf(value).toFixed(1)}`;
    })
    .join("");
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="max-w-full">
      <path
        d={path}
        fill="none"
        stroke="var(--ink-3)"
        strokeWidth="1.25"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
