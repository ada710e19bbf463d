import type { Params } from '../finding.ts';
import type { Block } from './blocks.ts';
import type { Piece } from './pieces.ts';

/** A frame of a stack trace that belongs to the program itself. */
export interface Frame {
  readonly piece: Piece;
  readonly params: Params;
}

const FORMS: readonly RegExp[] = [
  // JVM: at com.acme.Tier.load(Tier.java:58)
  /^\s+at (?:[\w.@-]+\/{1,2})?(?<frame>[\w.$<>]+)\((?<file>[\w$]+\.(?:java|kt|scala|groovy)):(?<row>\d+)\)/,
  // .NET: at Acme.Tier.Load(String id) in /src/Tier.cs:line 58
  /^\s+at (?<frame>[\w.`<>[\],|+$]+)\(.{0,200}\) in (?<file>\S+):line (?<row>\d+)/,
  // Node: at load (/app/tier.js:58:9), at async file:///app/tier.mjs:58:9
  /^\s+at (?:async )?(?:(?<frame>[^\s(][^(]{0,120}) \()?(?:file:\/\/)?(?<file>\/[^\s():]{1,200}):(?<row>\d+):\d+\)?/,
  // Node, above the source line of an error: /app/tier.js:58
  /^(?:file:\/\/)?(?<file>\/[^\s():]{1,300}\.[cm]?[jt]sx?):(?<row>\d+)$/,
  // Python: File "/app/tier.py", line 58, in load
  /^\s+File "(?<file>[^"]{1,200})", line (?<row>\d+)(?:, in (?<frame>.{1,100}))?/,
  // Ruby: from /app/tier.rb:58:in `load', and the line that names the exception
  /^\s*(?:from )?(?<file>[^\s:]{1,200}\.rb):(?<row>\d+):in ['`](?<frame>[^']{1,100})'/,
  // Go: /src/tier.go:58 +0x2c
  /^\t(?<file>\/\S{1,200}\.go):(?<row>\d+)(?: \+0x|$)/,
  // PHP: #0 /app/tier.php(58): load()
  /^#\d+ (?<file>\/[^\s(]{1,200}\.php)\((?<row>\d+)\)(?:: (?<frame>[\w\\>:-]{1,100}))?/,
  // Elixir: (catalog 0.1.0) lib/catalog/tier.ex:58: Catalog.Tier.load/1
  /^\s+(?:\([\w ]{1,60}[\d.]{1,20}\) )?(?<file>(?:lib|src|\/app)\/[^\s:]{1,200}\.(?:exs?|erl)):(?<row>\d+): (?<frame>\S{1,100})/,
  // Rust: panicked at src/tier.rs:58:9
  /panicked at (?:'.{0,300}', )?(?<file>[^\s':]{1,200}\.rs):(?<row>\d+)/,
];

/** Frames of runtimes and libraries: they tell where it surfaced, not where it comes from. */
const FOREIGN =
  /^\s+at (?:[\w.@-]+\/{1,2})?(?:java|javax|jdk|sun|com\.sun|jakarta|kotlin|kotlinx|scala|groovy|org\.(?:springframework|apache|hibernate|postgresql|eclipse|jboss|slf4j|flywaydb)|com\.(?:zaxxer|mysql|mongodb|fasterxml|google|rabbitmq|datastax)|io\.(?:netty|lettuce|grpc|micrometer|quarkus|vertx|micronaut)|reactor|liquibase|redis|System|Microsoft|Npgsql|MySql|StackExchange|Confluent)\.|^\s+\((?:elixir|stdlib|kernel|mix|logger|ecto\w*|phoenix\w*|plug\w*|postgrex|myxql|db_connection|bandit|ranch|cowboy|oban|redix|finch|mint) |node:|node_modules|site-packages|dist-packages|\/lib\/python\d|<frozen|\/gems\/|\/lib\/ruby\/|\/usr\/local\/bundle\/|\/usr\/local\/go\/|\/pkg\/mod\/|\/vendor\/|\/rustc\/|\/\.cargo\/|\/usr\/local\/bin\//;

/** The program's own frames, nearest to the failure first. */
export function ownFrames(block: Block): readonly Frame[] {
  const frames = block.pieces.flatMap((piece) => {
    if (FOREIGN.test(piece.text)) return [];
    const found = FORMS.map((form) => form.exec(piece.text)).find((match) => match !== null);
    if (!found) return [];
    const { file, row, frame } = found.groups as { file: string; row: string; frame?: string };
    return [{ piece, params: { file, row: Number(row), frame: frame?.trim() } }];
  });
  // Python alone prints the innermost call last
  return block.pieces.some(({ text }) => text.endsWith('Traceback (most recent call last):'))
    ? frames.reverse()
    : frames;
}
