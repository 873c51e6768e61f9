import type { ReactNode } from "react";

/** One line across the page that cannot be waved away. */
export function Banner({ children }: { children: ReactNode }) {
  return (
    <div className="hatch border-b bg-caution-wash">
      <p className="bg-caution-wash/90 px-4 py-1 text-caution text-xs lg:px-6">{children}</p>
    </div>
  );
}
