import { type FormEvent, startTransition } from "react";

/**
 * For `onSubmit` beside `action`: a form's own action sets it back for the answer, ticks and choices first of all, and
 * with them what is still to be mended. Without scripts the action runs as ever.
 */
export function keepTyped(action: (form: FormData) => void): (event: FormEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => action(form));
  };
}
