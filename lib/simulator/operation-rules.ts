import type { AuthorizationScheme } from "#lib/kisi/authorization";
import type { Operation } from "#lib/kisi/catalogue";

/** Operations that Kisi answers without any authorization. */
const open = new Set([
  "createLogin",
  "resolveLogin",
  "passwordReset",
  "requestPasswordReset",
  "signUpUser",
  "findOrganizations",
  "fetchPublicOrganization",
]);

/** Operations that a link or an access key opens as well. */
const shared = new Set(["fetchLocks", "unlockLock", "firstToArriveLock", "lastToLeaveLock"]);
const sharedWithoutOauth = new Set(["fetchPlace", "fetchCurrentOrganization"]);

/** What everyone may do who has a key, whatever his role: his own affairs, and the doors he has access to. */
const everyone = new Set([
  "unlockLock",
  "firstToArriveLock",
  "lastToLeaveLock",
  "favoriteLock",
  "unfavoriteLock",
  "favoritePlace",
  "unfavoritePlace",
  "fetchOfflineCertificate",
  "promoteCurrentLogin",
  "deleteCurrentLogin",
  "updateCurrentLogin",
  "deleteAllExceptCurrentLogin",
  "deleteLogin",
  "deleteCurrentUser",
  "updateCurrentUser",
  "activate2fa",
  "deactivate2fa",
  "fetchBackupCodes",
  "fetchOTP",
  "createSignedUploadURL",
]);

/** Reading these needs an administrator, and Kisi lists 403 for it. */
const administratorsRead = new Set([
  "fetchEventSet",
  "fetchReport",
  "fetchScheduledReport",
  "fetchIntegration",
  "fetchCsvCardImport",
  "fetchCsvUserImport",
  "fetchUser",
  "fetchMember",
  "fetchCard",
  "fetchController",
]);

export function needsAuthorization(operation: Operation): boolean {
  return !open.has(operation.operationId);
}

/** Schemes that the operation takes (Kisi's OpenAPI document; no operation is known to take `KISI-SERVICE`). */
export function accepts(operation: Operation, scheme: AuthorizationScheme): boolean {
  const { operationId } = operation;
  if (scheme === "KISI-LOGIN") return true;
  if (scheme === "Bearer") return !sharedWithoutOauth.has(operationId);
  if (scheme === "KISI-ACCESS-KEY" || scheme === "KISI-GROUP-LINK") {
    return shared.has(operationId) || sharedWithoutOauth.has(operationId);
  }
  return false;
}

/** Whether only an administrator of the organization may do this. */
export function needsAdministrator(operation: Operation): boolean {
  if (open.has(operation.operationId) || everyone.has(operation.operationId)) return false;
  return operation.method !== "GET" || administratorsRead.has(operation.operationId);
}
