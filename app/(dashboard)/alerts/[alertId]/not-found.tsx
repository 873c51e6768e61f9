import { NothingHere } from "#components/shell/nothing-here";

export default function AlertNotFound() {
  return (
    <NothingHere what="alert" listHref="/alerts">
      The id may be mistyped, or it belongs to another Ajar.
    </NothingHere>
  );
}
