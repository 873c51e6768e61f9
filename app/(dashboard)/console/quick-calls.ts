/** What people ask Kisi for most, by operation. */
export const quickCalls = [
  { operationId: "fetchCurrentUser", label: "Current user" },
  { operationId: "fetchOrganizations", label: "Organizations" },
  { operationId: "fetchPlaces", label: "Places" },
  { operationId: "fetchLocks", label: "Locks" },
  { operationId: "fetchLock", label: "One lock" },
  { operationId: "unlockLock", label: "Unlock a lock" },
  { operationId: "fetchGroups", label: "Groups" },
  { operationId: "fetchUsers", label: "Users" },
  { operationId: "fetchCards", label: "Cards" },
  { operationId: "fetchLogins", label: "Logins" },
] as const;
