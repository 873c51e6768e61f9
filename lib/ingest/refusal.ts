/** Why one record was not taken, in words for its sender. A value, because bad records are expected. */
export class Refusal {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** One record that was not taken. `line` counts from 1, as the records stand in what was sent. */
export type Rejection = { readonly line: number; readonly message: string };

const shownCharsMax = 60;

/** A sender's own text inside a message: quoted, one line, short. */
export function quote(text: string): string {
  const shown = text.length > shownCharsMax ? `${text.slice(0, shownCharsMax)}…` : text;
  return JSON.stringify(shown.toWellFormed());
}
