/** One instruction, its continued lines joined: `{ name: "RUN", text: "npm ci" }`. */
export type Instruction = { readonly name: string; readonly text: string };

/** From one FROM to the next. */
export type Stage = {
  readonly image: string;
  /** `build` of `FROM … AS build`. */
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
};

/** Reads the part of the Dockerfile language that ours is written in. Throws if it does not begin with a FROM. */
export function readDockerfile(text: string): readonly Stage[] {
  const stages: { image: string; name: string | null; instructions: Instruction[] }[] = [];
  const lines = text.split("\n").filter((line) => !line.trimStart().startsWith("#"));
  for (const line of lines.join("\n").replaceAll("\\\n", " ").split("\n")) {
    const [, name = "", rest = ""] = /^\s*(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === "FROM") {
      const [image = "", , stageName = null] = rest.trim().split(/\s+/);
      stages.push({ image, name: stageName, instructions: [] });
    } else if (name !== "") {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`${name} stands before the first FROM`);
      stage.instructions.push({ name: name.toUpperCase(), text: rest.trim() });
    }
  }
  return stages;
}

/** The words of `ENV A=1 B=2`. */
export function readEnvWords(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(/\s+/).map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]),
  );
}
