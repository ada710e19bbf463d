import { REDACTED } from './marker.ts';

/** What stands between the words of a command, also where it is a JSON list: `["mysql", "-psecret"]`. */
const GAP = String.raw`[\s"',]{1,8}`;
const QUOTE = String.raw`(?:\\{0,3}["'])?`;
const WORD = String.raw`[^\s"',;|&]{1,256}`;
const WORDS = String.raw`[^\n|;&]{0,300}?`;

/** Forms in which a program takes a secret without a word that tells so. The first group stays, the second is hidden. */
const FORMS: readonly RegExp[] = [
  // -p with the password attached; with a blank the next word is the database
  form(
    String.raw`\b(?:mysql|mysqldump|mysqladmin|mysqlcheck|mariadb|mariadb-dump|mariadb-admin)\b${WORDS}${GAP}-p${QUOTE}`,
  ),
  form(String.raw`\bredis-cli\b${WORDS}${GAP}-a${GAP}`),
  form(String.raw`\bsshpass${GAP}-p${GAP}?`),
  form(
    String.raw`\b(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport)\b${WORDS}${GAP}-p${GAP}`,
  ),
  form(String.raw`\bsqlcmd\b${WORDS}${GAP}-P${GAP}?`),
  form(
    String.raw`\b(?:docker|podman|nerdctl|buildah|skopeo|helm|crane|oras|az)\b[^\n|;&]{0,60}?\blogin\b${WORDS}${GAP}-p${GAP}`,
  ),
  form(String.raw`\bldap(?:search|modify|add|delete|whoami)\b${WORDS}${GAP}-w${GAP}`),
  form(
    String.raw`\b(?:curl|wget|http|https|xh)\b${WORDS}${GAP}(?:-u|--user|-a|--proxy-user|-U)(?:${GAP}|=)[^\s"',:]{0,128}:`,
  ),
  form(String.raw`\brabbitmqctl\b${WORDS}(?:add_user|change_password|authenticate_user)${GAP}${WORD}${GAP}`),
  form(String.raw`\bhtpasswd\b${WORDS}${GAP}-\w{0,6}b\w{0,6}${GAP}${WORD}${GAP}${WORD}${GAP}`),
  form(String.raw`\bopenssl\b${WORDS}\bpass:`),
  form(String.raw`--from-literal(?:=|${GAP})${QUOTE}[^\s"'=]{1,128}=${QUOTE}`),
  form(String.raw`\baws${GAP}configure${GAP}set${GAP}\w{0,32}(?:secret|token)\w{0,32}${GAP}`),
  // What databases print and read
  form(String.raw`\btemporary password is generated for \S{1,128}: `),
  /((?:\bidentified\s{1,4}(?:with\s{1,4}\S{1,64}\s{1,4})?(?:by|as)|\bpassword)\s{1,4}\\{0,3}')([^'\\\n]{1,256})(?=\\{0,3}'|$)/gi,
];

function form(before: string): RegExp {
  return new RegExp(`(${before})(${WORD})`, 'g');
}

/** Hides secrets that well-known programs take as plain words. */
export function redactCommands(text: string): string {
  return FORMS.reduce((left, pattern) => left.replace(pattern, hide), text);
}

function hide(whole: string, before: string, secret: string): string {
  return /^[$-]/.test(secret) || secret.startsWith(REDACTED) ? whole : before + REDACTED;
}
