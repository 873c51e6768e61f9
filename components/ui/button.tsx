import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export const buttonLook = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium text-sm transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-55 disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-ink hover:bg-accent-2",
        secondary: "border border-line-2 bg-paper text-ink hover:bg-paper-3",
        ghost: "text-ink-2 hover:bg-paper-3 hover:text-ink data-[state=open]:bg-paper-3",
        danger: "bg-s-5xx text-paper hover:opacity-90",
      },
      size: {
        md: "h-8 px-3 pointer-coarse:h-10",
        sm: "h-7 px-2 pointer-coarse:h-10",
        icon: "size-8 pointer-coarse:size-10",
        "icon-sm": "size-7 pointer-coarse:size-10",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonLook> & {
    /** Gives the look to the one child, such as a link. */
    asChild?: boolean;
    /** Work is under way: shows a spinner and takes no more clicks, but keeps the focus. */
    pending?: boolean;
  };

export function Button({ asChild, pending, variant, size, className, children, ...props }: ButtonProps) {
  const look = cn(buttonLook({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={look} {...props}>
        {children}
      </Slot.Root>
    );
  }
  const busy = pending
    ? { "aria-disabled": true, onClick: (event: { preventDefault: () => void }) => event.preventDefault() }
    : {};
  return (
    <button type="button" className={look} {...props} {...busy}>
      {pending ? <LoaderCircle className="animate-spin" aria-hidden /> : null}
      {children}
    </button>
  );
}
