/**
 * How a try to deliver ended, with what came back in words: arrived; to be tried again, not before `waitMs` if the
 * target said so; refused for good; or refused by a target that says that it is gone.
 */
export type SendResult =
  | { readonly kind: "delivered"; readonly words: string }
  | { readonly kind: "later"; readonly words: string; readonly waitMs: number | null }
  | { readonly kind: "refused"; readonly words: string }
  | { readonly kind: "gone"; readonly words: string };
