import { Section } from "#components/ui/section";
import { environmentTokenId } from "#lib/integrations/default-integration";
import type { Integration } from "#lib/model/integration";
import { TokenPanel } from "./token-panel";

type TokenSectionProps = { integration: Integration; timeZone: string; nowMs: number };

export function TokenSection({ integration: { id, tokens }, timeZone, nowMs }: TokenSectionProps) {
  return (
    <Section
      title="Tokens"
      note="To rotate: make a new one, put it in place, and revoke the old one once its last use stands still."
      flush
    >
      <TokenPanel
        integration={id}
        tokens={tokens.map((token) => ({ ...token, isFixed: token.id === environmentTokenId }))}
        timeZone={timeZone}
        nowMs={nowMs}
      />
    </Section>
  );
}
