import type { BarShapeProps } from "recharts";
import type { TrafficPoint } from "#components/charts/traffic-points.ts";

type BucketBarProps = BarShapeProps & { payload?: Pick<TrafficPoint, "partial"> };

/** One class in one bucket, on whole pixels; paler where the bucket is not whole. A single attempt stays visible. */
export function BucketBar({ fill, payload, ...bar }: BucketBarProps) {
  const box = boxOf(bar);
  return box && <rect {...box} fill={fill} fillOpacity={payload?.partial ? 0.55 : 1} />;
}

/** What went well steps back: a wash under a line, so that failures on top of it are seen first. */
export function QuietBar({ fill, payload, ...bar }: BucketBarProps) {
  const box = boxOf(bar);
  return (
    box && (
      <g>
        <rect {...box} fill={fill} fillOpacity={payload?.partial ? 0.12 : 0.22} />
        <rect {...box} height={Math.min(box.height, 1.5)} fill={fill} />
      </g>
    )
  );
}

function boxOf({ x, y, width, height }: Pick<BarShapeProps, "x" | "y" | "width" | "height">) {
  if (!height) return null;
  const left = Math.round(x + 0.5);
  const right = Math.max(Math.round(x + width - 0.5), left + 1);
  const tall = Math.max(height, 1.5);
  return { x: left, y: y + height - tall, width: right - left, height: tall };
}
