import { NothingHere } from "#components/shell/nothing-here";

export default function ProblemNotFound() {
  return (
    <NothingHere what="problem" listHref="/problems?view=all">
      The id may be mistyped, or it belongs to another Ajar: problems are never deleted.
    </NothingHere>
  );
}
