import { BellOff, Check, type LucideIcon, RotateCcw, Sparkles, TrendingUp } from "lucide-react";
import { Badge } from "#components/ui/badge";
import type { ProblemState } from "#lib/model/problem";

type Look = { readonly tone: "neutral" | "accent" | "caution" | "danger"; readonly icon: LucideIcon | null };

const looks: Readonly<Record<ProblemState, Look>> = {
  new: { tone: "accent", icon: Sparkles },
  regressed: { tone: "caution", icon: RotateCcw },
  escalating: { tone: "danger", icon: TrendingUp },
  ongoing: { tone: "neutral", icon: null },
  resolved: { tone: "neutral", icon: Check },
  muted: { tone: "neutral", icon: BellOff },
};

/** Where a problem stands: a word, a colour and a sign. */
export function StateBadge({ state }: { readonly state: ProblemState }) {
  const { tone, icon: Icon } = looks[state];
  return (
    <Badge tone={tone}>
      {Icon ? <Icon aria-hidden /> : null}
      {state}
    </Badge>
  );
}
