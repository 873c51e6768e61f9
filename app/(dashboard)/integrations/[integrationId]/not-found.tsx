import { NothingHere } from "#components/shell/nothing-here";

export default function IntegrationNotFound() {
  return (
    <NothingHere what="integration" listHref="/integrations">
      The id may be mistyped. A revoked integration still has its page.
    </NothingHere>
  );
}
