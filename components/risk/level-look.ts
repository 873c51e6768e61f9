import { CircleHelp, CircleX, type LucideIcon, OctagonAlert, ShieldCheck, TriangleAlert } from "lucide-react";
import type { RiskLevel } from "#lib/model/risk";

type LevelLook = {
  readonly word: string;
  readonly icon: LucideIcon;
  /** Of words and icon on paper. */
  readonly text: string;
  /** Of a frame that carries them. */
  readonly frame: string;
  /** Of a bar. */
  readonly fill: string;
};

/** How each level looks: a word and a shape first, colour on top. */
export const levelLooks: Readonly<Record<RiskLevel, LevelLook>> = {
  unknown: {
    word: "unknown",
    icon: CircleHelp,
    text: "text-ink-2",
    frame: "border-dashed border-line-3 text-ink-2",
    fill: "bg-line-3",
  },
  ok: { word: "ok", icon: ShieldCheck, text: "text-ink", frame: "border-line-2 text-ink", fill: "bg-s-2xx" },
  warning: {
    word: "warning",
    icon: TriangleAlert,
    text: "text-caution",
    frame: "border-caution/40 bg-caution-wash text-caution",
    fill: "bg-s-4xx",
  },
  critical: {
    word: "critical",
    icon: OctagonAlert,
    text: "text-danger",
    frame: "border-danger/50 bg-danger-wash text-danger",
    fill: "bg-danger",
  },
  exceeded: {
    word: "exceeded",
    icon: CircleX,
    text: "text-danger",
    frame: "border-danger bg-danger text-paper",
    fill: "bg-danger",
  },
};
