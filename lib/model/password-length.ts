/** What a new password must have, in characters as a person counts them (code points). */
export const passwordLength = { min: 8, advised: 15, max: 1_024 } as const;
