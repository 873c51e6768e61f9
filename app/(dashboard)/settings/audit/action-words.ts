/** Where the name of an action does not read well by itself. */
const words: Readonly<Record<string, string>> = {
  signIn: "signed in",
  signOut: "signed out",
  signInRefused: "was refused at sign-in",
  claimOwner: "claimed this Ajar",
  useLink: "used a one-time link",
  countPerson: "counted where a person is named",
  forgetPerson: "had a person forgotten",
  moveDoor: "moved a door from the console",
  codeRefused: "gave a right password and a wrong code",
  providerRefused: "is known to the provider, but has no account",
  setUpApp: "set up an app for codes",
  removeApp: "removed the app for codes",
  resetPassword: "reset the password",
  rotateSecret: "changed the secret",
  offerNewPassword: "made a link for a new password",
};

const past: readonly (readonly [verb: RegExp, said: string])[] = [
  [/^make /, "made "],
  [/^put /, "put "],
  [/^send /, "sent "],
  [/^withdraw /, "withdrew "],
  [/^(\w+e) /, "$1d "],
  [/^(\w+[^aeiou])y /, "$1ied "],
  [/^(\w+) /, "$1ed "],
];

/** `createApiToken` → `created api token`. */
export function wordsForAction(action: string): string {
  const known = words[action];
  if (known !== undefined) return known;
  const split = `${action.replaceAll(/([A-Z])/g, " $1").toLowerCase()} `;
  const [verb, said] = past.find(([one]) => one.test(split)) ?? [/$/, ""];
  return split.replace(verb, said).trim();
}
