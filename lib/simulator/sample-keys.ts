/**
 * The keys (login secrets) that a fresh simulator knows. None is a secret: they exist only here.
 * `owner` may do everything; the next ones belong to administrators, each another user, so that each has a rate limit
 * of its own; `viewer` has no administrator role; `rival` owns the second organization.
 */
export const sampleKeys = {
  owner: "simulated-owner-key-no-secret-a1f0",
  sync: "simulated-sync-key-no-secret-0b2e",
  mobile: "simulated-mobile-key-no-secret-7c3d",
  reports: "simulated-reports-key-no-secret-4d9a",
  importer: "simulated-importer-key-no-secret-e25b",
  partner: "simulated-partner-key-no-secret-f61c",
  legacy: "simulated-legacy-key-no-secret-38d7",
  frontDesk: "simulated-front-desk-key-no-secret-92e4",
  viewer: "simulated-viewer-key-no-secret-5ac8",
  rival: "simulated-rival-key-no-secret-c07b",
} as const;

export type SampleKey = keyof typeof sampleKeys;

/** Credentials of the other schemes, all of the first organization. */
export const otherCredentials = {
  /** `Bearer …`: an OAuth2 token of the owner. */
  bearer: "simulated-oauth-token-no-secret-17aa",
  /** `KISI-ACCESS-KEY …`: of a guest. */
  accessKey: "simulated-access-key-no-secret-66bd",
  /** `KISI-GROUP-LINK …`: of the first group, which holds every door. */
  groupLink: "simulated-group-link-no-secret-40fe",
} as const;

/** What signs in by `POST /logins`: each sample user has this password; `reports` also needs a second factor. */
export const sampleSignIn = {
  domain: "alder-finch",
  email: "owner@alder-finch.example",
  emailWithSecondFactor: "reports@alder-finch.example",
  password: "simulated password",
  otp: "123456",
  backupCode: "backup01",
} as const;
