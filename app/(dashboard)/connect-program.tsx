import Link from "next/link";
import { Button } from "#components/ui/button";

/** The next step of a page that has nothing to show because nothing has called Kisi through Ajar. */
export function ConnectProgram() {
  return (
    <Button asChild>
      <Link href="/integrations">Connect a program</Link>
    </Button>
  );
}
