import { NothingHere } from "#components/shell/nothing-here";

export default function CallNotFound() {
  return (
    <NothingHere what="call" listHref="/calls">
      The id may be mistyped, or the call is past its retention and was deleted.
    </NothingHere>
  );
}
