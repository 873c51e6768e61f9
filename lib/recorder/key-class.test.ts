import { expect, test } from "vitest";
import { classifyKey } from "#lib/recorder/key-class";

const byClass = {
  credential: [
    "password password_confirmation current_password PassWord pAsSwOrD PASSWORD userPassword passwd pwd passphrase",
    "secret client_secret login_secret secretKey token access_token accessToken refresh-token TOKEN authentication_token",
    "activation_token activationToken api_key apiKey API-KEY apikey x-api-key privatekey private-key private_key",
    "signature x-signature signature_key X-Amz-Signature sig auth x-auth oauth authorization Proxy-Authorization",
    "credentials scram_credentials cookie set-cookie session session_id sessionId SID jwt bearer csrf_token xsrf",
    "otp otp_attempt oTp otp_secret totp two-factor two_factor twoFactor 2fa_code backup_code backup_codes backupCodes",
    "pin PIN pin_code pinCode pincode access_code door_code certificate client_cert pem proximity_proof mysql_pwd",
    "quick_response_code_token quick_response_code_image signed_upload_url AWSAccessKeyId X-Amz-Credential",
    "X-Amz-Security-Token GoogleAccessId X-Goog-Signature uid card_number cardNumber CARD_NUMBER card_id facility_code",
    "data_block_value authentication_info user[password] ｐａｓｓｗｏｒｄ samlResponse code_verifier cvv",
    "pin1 userPIN OTPAttempt JWTValue otp2",
  ],
  wrapper: ["card cards link links video_link group_link business-card inviteLink"],
  described: [
    "token_type tokenType card_assignment_id link_enabled otp_required otp_enabled_at password_expires_at",
    "device_session_count signature_algorithm quick_response_code_type token_id certificate_status key public_key keys",
    "email_enabled phone_type api_key_id card_assignment_ids",
  ],
  personal: [
    "email emails user_email actorEmail Email-Address phone phone_number phoneNumber first_name firstName last-name",
    "full_name username latitude longitude lat lng contact notes actor_name ip date_of_birthday birthday mobile",
  ],
  plain: [
    "id name place_id lock_id user_id role_id ids code error errors message description author authored_by",
    "authenticated_by_type authenticated_by_id authorized_by_role_id shipping mapping pinned spin discard linked",
    "order_id type limit offset sort status locked_down online open unlocked time_zone address created_at updated_at",
    "metadata organization_id event_success passenger compass opinion keyboard monkey uuid unauthenticated emaciated",
    "floor_id locks_count recipe tip zip_code postal_code request_id address2 level3",
  ],
} as const;

const cases = Object.entries(byClass).flatMap(([keyClass, lines]) =>
  lines.flatMap((line) => line.split(" ")).map((key) => [key, keyClass] as const),
);

test.each(cases)("%s is %s", (key, keyClass) => {
  expect(classifyKey(key)).toBe(keyClass);
});

test.each([
  ["user", "personal"],
  ["group_link", "personal"],
  ["Member", "personal"],
  ["lock", "plain"],
  ["place", "plain"],
  ["", "plain"],
])("the name of a %s is %s", (owner, keyClass) => {
  expect(classifyKey("name", owner)).toBe(keyClass);
});

test("reads keys of any length", () => {
  expect(classifyKey(`${"x".repeat(100_000)}_password`)).toBe("credential");
  expect(classifyKey("a_".repeat(100_000))).toBe("plain");
  expect(classifyKey("aB".repeat(100_000))).toBe("plain");
});
