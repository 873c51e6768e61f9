import { NothingHere } from "#components/shell/nothing-here";

export default function ReportNotFound() {
  return (
    <NothingHere what="report" listHref="/reports">
      The id may be mistyped, or its draft was deleted. An issued report is never deleted.
    </NothingHere>
  );
}
