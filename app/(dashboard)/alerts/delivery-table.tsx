import { ConfirmedAction } from "#components/form/confirmed-action";
import { Badge } from "#components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatCount } from "#lib/format";
import type { Delivery } from "#lib/model/delivery";
import { replayAction } from "./channels/actions";

const states = {
  pending: { word: "waiting", tone: "caution" },
  delivered: { word: "delivered", tone: "neutral" },
  dead: { word: "given up", tone: "danger" },
} as const;

type DeliveryTableProps = {
  deliveries: readonly Delivery[];
  nameOf: (channelId: string) => string;
  timeZone: string;
  nowMs: number;
};

/** Messages with what came back; dead letters can be sent again. */
export function DeliveryTable({ deliveries, nameOf, timeZone, nowMs }: DeliveryTableProps) {
  return (
    <Table label="Messages, newest first">
      <TableHead>
        <tr>
          <TableHeader>Written</TableHeader>
          <TableHeader>Message</TableHeader>
          <TableHeader>Channel</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader className="w-full">Last answer</TableHeader>
          <TableHeader>
            <span className="sr-only">Send again</span>
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {deliveries.map((delivery) => (
          <TableRow key={delivery.id}>
            <TableCell className="whitespace-nowrap text-ink-2">
              <Time ms={delivery.createdAtMs} timeZone={timeZone} nowMs={nowMs} />
            </TableCell>
            <TableCell mono>{delivery.type}</TableCell>
            <TableCell className="max-w-40 truncate">{nameOf(delivery.channelId)}</TableCell>
            <TableCell className="whitespace-nowrap">
              <Badge tone={states[delivery.state].tone}>{states[delivery.state].word}</Badge>
              <span className="block text-ink-3 text-xs">{formatCount(delivery.tries, "try", "tries")}</span>
            </TableCell>
            <TableCell className="min-w-48 break-words text-ink-2 text-xs">
              {delivery.lastAnswer ?? "none yet"}
              {delivery.state === "pending" && delivery.nextTryAtMs !== null ? (
                <span className="block text-ink-3">
                  next try <Time ms={delivery.nextTryAtMs} timeZone={timeZone} nowMs={nowMs} />
                </span>
              ) : null}
            </TableCell>
            <TableCell className="text-right">
              {delivery.state === "dead" ? (
                <ConfirmedAction
                  aria-label={`Send again: ${delivery.type}`}
                  title="Send this message again?"
                  description="It goes out with the same id, so that a receiver that has seen it can tell."
                  confirm="Send it"
                  action={replayAction}
                  fields={{ id: delivery.id }}
                >
                  Send again
                </ConfirmedAction>
              ) : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
