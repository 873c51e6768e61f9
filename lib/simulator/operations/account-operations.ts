import { type Answer, invalidFields, json, kisiError, noContent } from "#lib/simulator/answer";
import { removeWithDependents } from "#lib/simulator/cascade";
import { isJsonObject, textOf } from "#lib/simulator/json";
import { parseId } from "#lib/simulator/listing";
import { findRows, listRecords, updateRow } from "#lib/simulator/operations/collection-operations";
import { insertRecord, presentRecord } from "#lib/simulator/records";
import type { AuthorizedRequest, OpenHandler, OperationHandler, OperationRequest } from "#lib/simulator/request";
import { logins } from "#lib/simulator/resources/access";
import { presentCurrentUser, users } from "#lib/simulator/resources/people";
import { sampleSignIn } from "#lib/simulator/sample-keys";
import type { Row } from "#lib/simulator/table";
import { unwrap } from "#lib/simulator/validation";

/** The caller's own user and logins. */
export const accountOperations: Readonly<Record<string, OperationHandler>> = {
  fetchCurrentUser: (request) => withUser(request, (user) => json(presentCurrentUser(user, request.world))),
  updateCurrentUser: (request) => withUser(request, (user) => updateCurrentUser(request, user)),
  deleteCurrentUser: (request) => withUser(request, (user) => deleteUser(request, user)),
  activate2fa: (request) => changeSecondFactor(request, true),
  deactivate2fa: (request) => changeSecondFactor(request, false),
  fetchBackupCodes: ({ world }) => json({ backup_codes: Array.from({ length: 10 }, () => world.random.hex(6)) }),
  fetchOTP: ({ world }) => json({ otp_secret: world.random.hex(16) }),
  fetchLogins: listLogins,
  fetchCurrentLogin: (request) => withLogin(request, (login) => json(presentRecord(request.world, logins, login))),
  updateCurrentLogin: (request) => withLogin(request, (login) => updateRow(request, logins, login)),
  deleteCurrentLogin: (request) => withLogin(request, (login) => removeLogins(request, [login])),
  deleteAllExceptCurrentLogin: (request) =>
    withLogin(request, (login) => {
      const own = request.world.table("logins").where({ user_id: login.user_id ?? null });
      return removeLogins(
        request,
        own.filter(({ id }) => id !== login.id),
      );
    }),
  promoteCurrentLogin: (request) => withLogin(request, (login) => promote(request, login)),
  promoteLogin: (request) => {
    const login = request.world.table("logins").find(parseId(request.params[0]));
    if (!login || login._organization_id !== request.caller.organizationId) return kisiError(404, "000000");
    return promote(request, login);
  },
};

/** Two that everyone may call: without a login the certificate is refused, because Kisi lists no 401 for it. */
export const openAccountOperations: Readonly<Record<string, OpenHandler>> = { signUpUser, fetchOfflineCertificate };

function withUser({ caller }: AuthorizedRequest, act: (user: Row) => Answer): Answer {
  return caller.user ? act(caller.user) : kisiError(401, "afc496");
}

function withLogin({ caller }: AuthorizedRequest, act: (login: Row) => Answer): Answer {
  return caller.login ? act(caller.login) : kisiError(401, "afc496");
}

function updateCurrentUser(request: AuthorizedRequest, user: Row): Answer {
  if (!isJsonObject(request.body) || !isJsonObject(request.body.user)) return kisiError(400, "000400");
  const { name, locale } = unwrap(request.body, "user");
  if (name !== undefined && typeof name !== "string") return invalidFields({ name: ["is invalid"] });
  const known = locale === undefined || locale === null || ["en", "fr", "es", "de"].includes(textOf(locale));
  if (!known) return invalidFields({ locale: ["is not included in the list"] });
  if (locale !== undefined) request.world.table("users").update(user.id, { _locale: locale });
  return updateRow(request, users, user);
}

function deleteUser({ world, caller }: AuthorizedRequest, user: Row): Answer {
  const organization = world.table("organizations").find(caller.organizationId);
  // Kisi lists 401 alone for this; an owner who deletes himself is refused with it.
  if (organization?.user_id === user.id) return kisiError(401, "afc496");
  removeWithDependents(world, "users", user.id);
  return noContent();
}

function changeSecondFactor(request: AuthorizedRequest, required: boolean): Answer {
  return withUser(request, (user) => {
    const attempt = unwrap(request.body, "user").otp_attempt;
    if (attempt === undefined) return invalidFields({ otp_attempt: ["can't be blank"] });
    if (textOf(attempt) !== sampleSignIn.otp) return invalidFields({ otp_attempt: ["is invalid"] });
    request.world.table("users").update(user.id, { otp_required_for_login: required });
    return noContent();
  });
}

/** One's own logins, or for an administrator those of the user in `user_id`. */
function listLogins(request: AuthorizedRequest): Answer {
  const { caller, query } = request;
  const asked = query.get("user_id");
  const userId = asked === null || asked === "me" ? caller.user?.id : parseId(asked);
  return listRecords(
    request,
    logins,
    findRows(request, logins).filter((login) => login.user_id === userId),
  );
}

function removeLogins({ world }: AuthorizedRequest, rows: readonly Row[]): Answer {
  for (const { id } of rows) world.table("logins").remove(id);
  return noContent();
}

function promote({ world }: AuthorizedRequest, login: Row): Answer {
  for (const other of world.table("logins").where({ user_id: login.user_id ?? null, primary: true })) {
    world.table("logins").update(other.id, { primary: false });
  }
  world.table("logins").update(login.id, { primary: true });
  return noContent();
}

/** The token of a real invitation cannot be known here: any that names an organization of the simulator will do. */
function signUpUser({ world, body }: OperationRequest): Answer {
  if (!isJsonObject(body) || !isJsonObject(body.user) || typeof body.token !== "string") {
    return kisiError(400, "000400");
  }
  const { password, terms_and_conditions: terms, name } = body.user;
  const errors: Record<string, string[]> = {};
  if (typeof password !== "string" || password.length < 8) errors.password = ["can't be blank"];
  if (terms !== true) errors.terms_and_conditions = ["must be accepted"];
  if (Object.keys(errors).length > 0) return invalidFields(errors);
  const [domain = "", local = "guest"] = body.token.split(":");
  const [organization] = world.table("organizations").where({ domain });
  if (!organization) return kisiError(404, "000000");
  const email = `${local}@${domain}.example`;
  const same = { email, _organization_id: organization.id };
  if (world.table("users").count(same) > 0) return kisiError(409, "000409");
  const fields = { email, name: typeof name === "string" ? name : local, _password: password ?? null };
  return json(presentCurrentUser(insertRecord(world, users, organization.id, fields), world));
}

function fetchOfflineCertificate({ world, caller, body }: OperationRequest): Answer {
  if (!caller?.login) return kisiError(403, "afc496");
  if (unwrap(body, "login").beacon_id === undefined) return invalidFields({ beacon_id: ["can't be blank"] });
  return json({ offline_certificate: world.random.hex(64) });
}
