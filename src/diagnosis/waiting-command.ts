/** What a container's command waits for, when it is a loop of the well-known kind. */
export interface WaitingCommand {
  /** The part of the command that asks, as it is written. */
  readonly check?: string;
  readonly host?: string;
  readonly port?: number;
}

const LONGEST_COMMAND = 2000;
const LOOP = /\b(?:until|while)\b[\s\S]{0,1000}?\b(?:sleep|do)\b/;
const TOOL = /(?:wait-for-it|wait-for|wait4x|dockerize|k8s-wait-for|wait4ports)\b/;

/** Ways to ask whether something is there; the surest first. */
const CHECKS: readonly RegExp[] = [
  /(?<check>(?:nslookup|getent hosts|dig(?: \+short)?|host) (?<host>[A-Za-z0-9][\w.-]+))/,
  /(?<check>\bnc (?:-\w+ (?:\d+ )?){0,5}(?<host>[A-Za-z0-9][\w.-]*)[ :](?<port>\d{1,5}))/,
  /(?<check>\bpg_isready\b[^;|&\n]{0,80}?(?:-h ?|--host[= ])(?<host>[\w.-]+)(?:[^;|&\n]{0,40}?(?:-p ?|--port[= ])(?<port>\d{1,5}))?)/,
  /(?<check>\b(?:mysqladmin|mariadb-admin|redis-cli)\b[^;|&\n]{0,80}?(?:-h ?|--host[= ])(?<host>[\w.-]+)(?:[^;|&\n]{0,40}?(?:-P ?|-p |--port[= ])(?<port>\d{1,5}))?)/,
  /(?<check>\b(?:curl|wget)\b[^;|&\n]{0,120}?https?:\/\/(?<host>[\w.-]+)(?::(?<port>\d{1,5}))?[^\s;|&"')]{0,80})/,
  /(?<check>\/dev\/tcp\/(?<host>[\w.-]+)\/(?<port>\d{1,5}))/,
  /(?<check>(?:wait-for-it(?:\.sh)?|wait-for|wait4x tcp|wait4ports|-wait)[= ](?:tcp:\/\/|-h ?)?(?<host>[\w.-]+):(?<port>\d{1,5}))/,
];

/** Undefined for a command that is no loop and no waiting tool. */
export function readWaitingCommand(words: readonly string[]): WaitingCommand | undefined {
  const text = words.join(' ').slice(0, LONGEST_COMMAND);
  if (!LOOP.test(text) && !TOOL.test(text)) return undefined;
  const found = CHECKS.map((check) => check.exec(text)).find((match) => match !== null);
  const { check, host, port } = found?.groups ?? {};
  return {
    ...(check ? { check } : {}),
    ...(host ? { host } : {}),
    ...(port ? { port: Number(port) } : {}),
  };
}
