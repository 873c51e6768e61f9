import type { ErrorCodeEntry } from "#lib/kisi/error-codes/entry";

export const signInCodes: readonly ErrorCodeEntry[] = [
  {
    code: "afc516",
    message: "Wrong email address or password. / The two factor pin is invalid",
    meaning: "Kisi does not accept this e-mail address with this password. A wrong two-factor PIN gets the same code.",
    area: "sign_in",
    side: "caller",
    retryable: false,
    checks: [
      "Sign in to Kisi's own web app with the same address and password.",
      "Check that the organization's domain in the request is the right one.",
      "Stop repeating it: each wrong sign-in counts as a bad request.",
    ],
  },
  {
    code: "afc526",
    message: "Please provide a Two Factor verification code.",
    meaning: "The account has two-factor sign-in switched on, and the request came without a code.",
    area: "sign_in",
    side: "caller",
    retryable: false,
    checks: [
      "Send the current code as otp_attempt with the sign-in.",
      "For a program that runs unattended, use an API key instead of a password.",
    ],
  },
  {
    code: "afc536",
    message: "Invalid Two Factor verification code.",
    meaning: "The two-factor code is wrong or has run out. Such codes live for a short time only.",
    area: "sign_in",
    side: "person",
    retryable: false,
    checks: ["Wait for the next code and enter it at once.", "Check that the clock of the phone is set automatically."],
  },
  {
    code: "afc546",
    message: "Invalid Two Factor backup code.",
    meaning: "The backup code is not one of the account's, or it has been used up.",
    area: "sign_in",
    side: "person",
    retryable: false,
    checks: ["Try another backup code from the list.", "Make a new list of backup codes after signing in."],
  },
  {
    code: "afc507",
    message: "The authentication link is not valid.",
    meaning: "The sign-in link does not work: it may be too old, used already, or cut off when it was copied.",
    area: "sign_in",
    side: "person",
    retryable: false,
    checks: ["Ask for a new sign-in link and open it once.", "Check that the whole link was copied."],
  },
  {
    code: "facced",
    message: "Unable to decode the certificate.",
    meaning: "The request carried a certificate that Kisi could not read.",
    area: "sign_in",
    side: "caller",
    retryable: false,
    checks: [
      "Check that the certificate is sent whole and in the form in which Kisi gave it out.",
      "Fetch a new certificate and try with that.",
    ],
  },
];
