import { AppError } from "#lib/errors";

/** What stands in place of figures that nothing kept can tell. */
export type WhyNot = { readonly whyNot: string };

/** An answer, or in words why there can be none: a page says so where it would show it. Other failures pass through. */
export async function orWhyNot<T>(answer: Promise<T>): Promise<T | WhyNot> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && error.code === "unanswerable") return { whyNot: error.message };
    throw error;
  }
}

export function isWhyNot(answer: unknown): answer is WhyNot {
  return typeof answer === "object" && answer !== null && "whyNot" in answer;
}
