/**
 * Kisi's operations as its OpenAPI 3.1 document of July 2026 lists them: a tag, then one line for each path.
 * `door` marks what moves a door or takes its controller away, `deprecated` what Kisi asks to leave.
 */
export const operationsText = `
Calendars
  /calendar/summary: GET fetchSummary
Cameras
  /cameras: GET fetchCameras, POST createCamera
  /cameras/{id}: GET fetchCamera, PATCH updateCamera, DELETE deleteCamera
  /cameras/{id}/video_link: GET fetchVideoLink
Card assignments
  /card_assignments: GET fetchCardAssignments, POST createCardAssignment
  /card_assignments/{activation_token}/activate_with_token: POST activateCardAssignmentWithActivationToken
  /card_assignments/{id}: GET fetchCardAssignment, PATCH updateCardAssignment, DELETE deleteCardAssignment
  /card_assignments/{id}/activate: POST activateCardAssignment
  /card_assignments/{id}/deactivate: POST deactivateCardAssignment
Cards
  /cards: GET fetchCards, POST createCard
  /cards/{activationToken}/activate_with_token: POST activateCardByToken
  /cards/{id}: GET fetchCard, PATCH updateCard, DELETE deleteCard
  /cards/{id}/activate: POST activateCard
  /cards/{id}/assign: POST assignCard
  /cards/{id}/deactivate: POST deactivateCard
  /cards/{id}/deassign: POST deassignCard
Controller Input Connections
  /controller_input_connections: GET fetchControllerInputConnections, POST createControllerInputConnection
  /controller_input_connections/{id}: GET fetchControllerInputConnection, PATCH updateControllerInputConnection, DELETE deleteControllerInputConnection
Controller Inputs
  /controller_inputs: GET fetchControllerInputs
Controller Relay Connections
  /controller_relay_connections: GET fetchControllerRelayConnections, POST createControllerRelayConnection
  /controller_relay_connections/{id}: GET fetchControllerRelayConnection, PATCH updateControllerRelayConnection, DELETE deleteControllerRelayConnection
Controller Relays
  /controller_relays: GET fetchControllerRelays
Controller Wiegand Connections
  /controller_wiegand_connections: GET fetchControllerWiegandConnections, POST createControllerWiegandConnection
  /controller_wiegand_connections/{id}: GET fetchControllerWiegandConnection, PATCH updateControllerWiegandConnection, DELETE deleteControllerWiegandConnection
Controller Wiegands
  /controller_wiegands: GET fetchControllerWiegands
Controllers
  /controllers: GET fetchControllers
  /controllers/{id}: GET fetchController, PATCH updateController
  /controllers/{id}/deassign: POST deassignController
  /controllers/{id}/reboot: POST rebootController door
  /controllers/{token}/assign: POST assignController
CSV card imports
  /csv_card_imports: POST createCsvCardImport
  /csv_card_imports/{id}: GET fetchCsvCardImport
CSV user imports
  /csv_user_imports: POST createCsvUserImport
  /csv_user_imports/{id}: GET fetchCsvUserImport
Elevator stops
  /elevator_stops: GET fetchElevatorStops, POST createElevatorStop
  /elevator_stops/{id}: GET fetchElevatorStop, PATCH updateElevatorStop, DELETE deleteElevatorStop
  /elevator_stops/{id}/cancel_lockdown: POST cancelElevatorStopLockdown door
  /elevator_stops/{id}/lock_down: POST lockDownElevatorStop door
Elevators
  /elevators: GET fetchElevators, POST createElevator
  /elevators/{id}: GET fetchElevator, PATCH updateElevator, DELETE deleteElevator
Event sets
  /event_sets: POST createEventSet
  /event_sets/{id}: GET fetchEventSet
Events
  /events/meta: GET fetchEventMetadata deprecated
  /events/types: GET fetchEventTypes
Floors
  /floors: GET fetchFloors, POST createFloor
  /floors/{id}: GET fetchFloor, PATCH updateFloor
Group elevator stops
  /group_elevator_stops: GET fetchGroupElevatorStops, POST createGroupElevatorStop
  /group_elevator_stops/{id}: GET fetchGroupElevatorStop, DELETE deleteGroupElevatorStop
Group links
  /group_links: GET fetchGroup_links, POST createGroupLink
  /group_links/{id}: DELETE deleteGroupLink
Group locks
  /group_locks: GET fetchGroupLocks, POST createGroupLock
  /group_locks/{id}: GET fetchGroupLock, DELETE deleteGroupLock
Group terminals
  /group_terminals: GET fetchGroupTerminals, POST createGroupTerminal
  /group_terminals/{id}: GET fetchGroupTerminal, DELETE deleteGroupTerminal
Group zones
  /group_zones: GET fetchGroupZones, POST createGroupZone
  /group_zones/{id}: GET fetchGroupZone, DELETE deleteGroupZone
Groups
  /groups: GET fetchGroups, POST createGroup
  /groups/{id}: GET fetchGroup, PATCH updateGroup, DELETE deleteGroup
Guests
  /guests: GET fetchGuests, POST createGuest
  /guests/{id}: GET fetchGuest, DELETE deleteGuest
Holiday Calendars
  /holiday_calendars/regions: GET fetchRegions
  /holiday_calendars/{region}/holidays: GET fetchHolidays
Integrations
  /integrations: GET fetchIntegrations, POST createIntegration
  /integrations/{id}: GET fetchIntegration, PATCH updateIntegration, DELETE deleteIntegration
Invites
  /invites: POST createInvite
Locks
  /locks: GET fetchLocks, POST createLock
  /locks/{id}: GET fetchLock, PATCH updateLock, DELETE deleteLock
  /locks/{id}/cancel_lockdown: POST cancelLockLockdown door
  /locks/{id}/favorite: POST favoriteLock
  /locks/{id}/first_to_arrive: POST firstToArriveLock door
  /locks/{id}/last_to_leave: POST lastToLeaveLock door
  /locks/{id}/lock_down: POST lockDownLock door
  /locks/{id}/unfavorite: POST unfavoriteLock
  /locks/{id}/unlock: POST unlockLock door
Logins
  /login: GET fetchCurrentLogin, PUT updateCurrentLogin, DELETE deleteCurrentLogin
  /login/elsewhere: DELETE deleteAllExceptCurrentLogin
  /login/promote: POST promoteCurrentLogin
  /logins: GET fetchLogins, POST createLogin
  /logins/resolve: POST resolveLogin
  /logins/{id}: DELETE deleteLogin
  /logins/{id}/promote: POST promoteLogin
SCRAM
  /login/offline_certificate: POST fetchOfflineCertificate
Members
  /members: GET fetchMembers deprecated, POST createMember deprecated
  /members/{id}: GET fetchMember deprecated, PATCH updateMember deprecated, DELETE deleteMember deprecated
Organizations
  /organization: GET fetchCurrentOrganization, PATCH updateCurrentOrganization
  /organization/accept_transfer: POST acceptTransfer
  /organization/cancel_transfer: POST cancelTransfer
  /organization/dashboard: GET fetchCurrentOrganizationDashboard
  /organization/generate_next_certificate: POST generateNextCertificate
  /organization/reject_transfer: POST rejectTransfer
  /organization/request_transfer: POST requestTransfer
  /organization/rotate_certificate: POST rotateCertificate
  /organization/settings: GET fetchCurrentOrganizationSettings
  /organization/transfers: GET fetchOrganizationTransfers
  /organizations: GET fetchOrganizations
  /organizations/find: POST findOrganizations
  /organizations/{domain}/public: GET fetchPublicOrganization
Places
  /places: GET fetchPlaces, POST createPlace
  /places/{id}: GET fetchPlace, PATCH updatePlace, DELETE deletePlace
  /places/{id}/cancel_lockdown: POST cancelPlaceLockdown door
  /places/{id}/favorite: POST favoritePlace
  /places/{id}/lock_down: POST lockDownPlace door
  /places/{id}/unfavorite: POST unfavoritePlace
Presences
  /presences: GET fetchPresences
Readers
  /readers: GET fetchReaders
  /readers/{id}: GET fetchReader, PATCH updateReader
  /readers/{id}/deassign: POST deassignReader
  /readers/{id}/reboot: POST rebootReader door
  /readers/{id}/reset_tamper: POST resetTamperedState
  /readers/{token}/assign: POST assignReader
Reports
  /reports: GET fetchReports, POST createReport
  /reports/{id}: GET fetchReport, DELETE deleteReport
  /reports/{id}/download: POST downloadReport
Role Assignments
  /role_assignments: GET fetchRoleAssignments, POST createRoleAssignment
  /role_assignments/{id}: GET fetchRoleAssignment, PATCH updateRoleAssignment, DELETE deleteRoleAssignment
Roles
  /roles: GET fetchRoles
  /roles/{id}: GET fetchRole
Scheduled reports
  /scheduled_reports: GET fetchScheduledReports, POST createScheduledReport
  /scheduled_reports/{id}: GET fetchScheduledReport, PATCH updateScheduledReport, DELETE deleteScheduledReport
Schedules
  /schedules: GET fetchSchedules, POST createSchedule
  /schedules/{id}: GET fetchSchedule, PATCH updateSchedule, DELETE deleteSchedule
Shares
  /shares: GET fetchShares, POST createShare
  /shares/{id}: GET fetchShare, PATCH updateShare, DELETE deleteShare
Signed upload URLs
  /signed_upload_urls: POST createSignedUploadURL
Team memberships
  /team_memberships: GET fetchTeamMemberships, POST createTeamMembership
  /team_memberships/{id}: GET fetchTeamMembership, DELETE deleteTeamMembership
Teams
  /teams: GET fetchTeams, POST createTeam
  /teams/{id}: GET fetchTeam, PATCH updateTeam, DELETE deleteTeam
Terminals
  /terminals: GET fetchTerminals, POST createTerminal
  /terminals/{id}: GET fetchTerminal, PUT updateTerminal, DELETE deleteTerminal
  /terminals/{id}/trigger: POST triggerTerminal door
Users
  /user: GET fetchCurrentUser, PATCH updateCurrentUser, DELETE deleteCurrentUser
  /user/2fa/activate: POST activate2fa
  /user/2fa/backup_codes: POST fetchBackupCodes
  /user/2fa/deactivate: POST deactivate2fa
  /user/2fa/otp_secret: POST fetchOTP
  /users: GET fetchUsers, POST createUser
  /users/password: POST requestPasswordReset, PATCH passwordReset
  /users/sign_up: POST signUpUser
  /users/{id}: GET fetchUser, PATCH updateUser, DELETE deleteUser
Wireless locks
  /wireless_locks: GET fetchWirelessLocks
`;
