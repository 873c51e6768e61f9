import { useEffect } from "react";
import { useActiveTooltipLabel } from "recharts";

type ActiveBucketProps = {
  readonly points: readonly { readonly t: number }[];
  /** Bucket under the pointer or the keyboard's cursor; null when it leaves. */
  readonly onActive: (index: number | null) => void;
};

/** Tells where pointer or keyboard stand; only a child of the chart can know. */
export function ActiveBucket({ points, onActive }: ActiveBucketProps) {
  const label = useActiveTooltipLabel();
  useEffect(() => {
    const index = points.findIndex(({ t }) => t === label);
    onActive(index < 0 ? null : index);
  }, [points, label, onActive]);
  return null;
}
