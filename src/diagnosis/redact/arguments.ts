type Fields = Readonly<Record<string, unknown>>;

/**
 * A container's command and args, redacted as the one command line they are: `-p`, `x` are two of its words. What comes
 * out is a list of as many words; where hiding tore it, each word is cleaned alone.
 */
export function redactArguments(fields: Fields, clean: (text: string) => string): Fields {
  const command = wordsOf(fields.command);
  const args = wordsOf(fields.args);
  const words = [...command, ...args];
  if (words.length === 0) return {};
  const hidden = parsed(clean(JSON.stringify(words)), words.length) ?? words;
  const cleaned = hidden.map(clean);
  return {
    ...(command.length > 0 && { command: cleaned.slice(0, command.length) }),
    ...(args.length > 0 && { args: cleaned.slice(command.length) }),
  };
}

function wordsOf(field: unknown): readonly string[] {
  return Array.isArray(field) && field.every((word) => typeof word === 'string') ? field : [];
}

function parsed(json: string, length: number): readonly string[] | undefined {
  try {
    const words = wordsOf(JSON.parse(json));
    return words.length === length ? words : undefined;
  } catch {
    return undefined;
  }
}
