/** Where a program wanted to connect. */
export interface Endpoint {
  readonly host: string;
  readonly port?: number;
  /** The address that stood for the host, when the text gives both. */
  readonly address?: string;
  readonly service?: string;
}

const HOST = String.raw`[A-Za-z0-9_](?:[\w.-]{0,200}\w)?`;
const IP4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const PORT = String.raw`\d{1,5}(?!\w)`;

/** Ways to write an endpoint, the surest first. `g`, because one line can hold several. */
const FORMS: readonly RegExp[] = [
  // postgresql://user:password@db:5432/orders, jdbc:mysql://db/orders, https://[::1]:8443
  new RegExp(
    String.raw`\b(?<scheme>[a-z][a-z0-9+]{1,15}):\/\/(?:[^\s\/@"'?]{1,200}@)?(?<host>\[[0-9a-f:.]{2,45}\]|${HOST})(?::(?<port>${PORT}))?`,
    'gi',
  ),
  // gRPC's targets: dns:///orders:443, etcd-endpoints://0xc000123/etcd-0:2379
  new RegExp(
    String.raw`\b[a-z][a-z-]{1,30}:\/\/(?:0x[0-9a-f]{1,16})?\/(?<host>${HOST}):(?<port>${PORT})`,
    'g',
  ),
  // 10.0.0.1:5432 (orders-db)
  new RegExp(String.raw`(?<address>${IP4}):(?<port>${PORT}) \((?<host>[A-Za-z][\w.-]{0,200})\)`, 'g'),
  // orders-db (10.0.0.1:5432), "orders-db" (10.0.0.1), port 5432
  new RegExp(
    String.raw`(?<host>[A-Za-z][\w.-]{0,200})["']? \((?<address>${IP4})(?::(?<port>${PORT}))?\)(?:,? (?:and accepting\s{1,4}TCP/IP connections on )?port (?<port2>${PORT}))?`,
    'g',
  ),
  // orders-db/10.0.0.1:5432, orders-db/<unresolved>:5432
  new RegExp(
    String.raw`(?<host>[A-Za-z][\w.-]{0,200})\/(?:(?<address>${IP4})|<unresolved>):(?<port>${PORT})`,
    'g',
  ),
  // host=db port=5432, host='db', port=5432, "host":"db","port":5432, Host: db, Port: 5432
  new RegExp(
    String.raw`\b(?:host|hostname|server|addr|address)["']?(?: ?= ?|: ?| )["']?(?<host>${HOST})["']?[, ]{1,4}["']?port["']?(?: ?= ?|: ?| )["']?(?<port>${PORT})`,
    'gi',
  ),
  // to db port 5432, "db", port 5432, db on port 5432
  new RegExp(
    String.raw`\b(?:to|at|on|host|server)(?: host| server)? ["'(]?(?<host>${HOST})["')]?,? (?:on |and )?(?:TCP )?port[ :=](?<port>${PORT})`,
    'gi',
  ),
  // pgx: `host=db user=app database=app`
  new RegExp(String.raw`\x60host=(?<host>${HOST}) `, 'g'),
  // [::1]:80
  new RegExp(String.raw`(?<host>\[[0-9a-f:]{2,45}\]):(?<port>${PORT})`, 'gi'),
  // orders-db:5432, 10.0.0.1:5432
  new RegExp(String.raw`(?<![\w.@:/-])\/?(?<host>${HOST}):(?<port>\d{2,5}(?!\w|:\d|\.\d))`, 'g'),
];

/** A word before `:12` that is a file, or no host at all. */
const NO_HOST =
  /\.(?:go|java|js|mjs|cjs|jsx|ts|tsx|py|rb|rs|c|cc|cpp|h|cs|php|sh|ya?ml|json|conf|cfg|ini|kt|scala|exs?|lua|toml|xml|sql|erb|html|properties|env|csv|tsv|txt|dat|log|jsonl|ndjson|parquet|avro|proto|hcl|tfvars|tpl|tmpl|j2|xlsx|c\+\+)$|^(?:line|error|pid|port|code|status|response|row|col|column|errno|version|v?\d+|id|uid|gid|level|time|ms|count|size|at|exit|signal|node|lineno|attempt|retry|sha256|caused|state|SQLState|unix|file|module|thread|tcp|udp|ipv[46]|0x[0-9a-f]+|\w{1,40}_(?:status|code|id|count|ms|seconds|bytes|size|total|line))$/i;
/** Words that stand before an address in brackets without being its name. */
const NO_NAME =
  /^(?:host|hostname|server|address|remote|peer|client|user|database|port|for|to|by|at|failed)$/i;
const LOCAL_SCHEME = /^(?:file|unix|classpath|jar|npm|pkg|about|data)$/i;

/** Ports that the scheme implies when the text names none. */
const SCHEMES: Readonly<Record<string, readonly [service: string, port: number | undefined]>> = {
  postgres: ['postgres', 5432],
  postgresql: ['postgres', 5432],
  mysql: ['mysql', 3306],
  mariadb: ['mysql', 3306],
  mongodb: ['mongodb', 27017],
  'mongodb+srv': ['mongodb', undefined],
  redis: ['redis', 6379],
  rediss: ['redis', 6379],
  amqp: ['rabbitmq', 5672],
  amqps: ['rabbitmq', 5671],
  nats: ['nats', 4222],
  kafka: ['kafka', 9092],
  sqlserver: ['sqlserver', 1433],
  ldap: ['ldap', 389],
  ldaps: ['ldap', 636],
  http: ['', 80],
  https: ['', 443],
};

/** Links to read, not places that a program wanted to reach. */
const DOCUMENTATION =
  /\bhttps?:\/\/(?:(?:aka\.ms|go\.dev|(?:docs?|developers?|learn|support|help|dochub|errors?)\.)[^\s"']*|[^\s"']{1,200}\/(?:docs?|documentation|wiki|guides?|troubleshoot\w*)\b[^\s"']*)|\b(?:[Ss]ee|[Vv]isit|[Rr]efer to|details here|information)(?: the \w+)?(?: at)?:? https?:\/\/[^\s"']+/g;

/** Every endpoint that a text names, those with a name before bare addresses. */
function endpointsIn(text: string): readonly Endpoint[] {
  const found = FORMS.flatMap((form) => [...text.matchAll(form)].map(toEndpoint)).filter(
    (endpoint) => endpoint !== undefined,
  );
  return [...found].sort((a, b) => Number(isAddress(a.host)) - Number(isAddress(b.host)));
}

/** The endpoint a text is about: the one it names best; of `10.0.0.9:41234->10.0.0.1:5432` the far one. */
export function endpointOf(text: string): Endpoint | undefined {
  const [best] = endpointsIn(
    text
      .replace(DOCUMENTATION, '')
      .replace(/[\w.[\]:]{3,60}->/, '')
      .replaceAll(/\bipv[46]:(?=[\d[])/g, '')
      .replaceAll('`:`', ':'),
  );
  return best;
}

export function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$|^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i.test(host);
}

function toEndpoint(match: RegExpMatchArray): Endpoint | undefined {
  const {
    scheme = '',
    host = '',
    address,
    port,
    port2,
  } = match.groups as Readonly<Record<string, string | undefined>>;
  if (NO_HOST.test(host) || (address && NO_NAME.test(host)) || LOCAL_SCHEME.test(scheme)) return undefined;
  const [service, usual] = SCHEMES[scheme.toLowerCase()] ?? ['', undefined];
  const number = Number(port ?? port2 ?? usual ?? 0);
  if (number > 65_535) return undefined;
  return {
    host,
    ...(number > 0 ? { port: number } : {}),
    ...(address === undefined ? {} : { address }),
    ...(service === '' ? {} : { service }),
  };
}
