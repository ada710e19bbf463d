/** How well-known servers are told to listen on every address, by the line in which they say where they do. */
const SERVERS: readonly (readonly [said: RegExp, bind: (port: number) => string])[] = [
  [/uvicorn running on/i, () => 'uvicorn --host 0.0.0.0'],
  [/starting development server at/i, (port) => `manage.py runserver 0.0.0.0:${port}`],
  [/^listening at: .*|\bgunicorn\b/i, (port) => `gunicorn --bind 0.0.0.0:${port}`],
  [
    /\bhypercorn\b|running on http:\/\/.*\(CTRL \+ C to quit\)/i,
    (port) => `hypercorn --bind 0.0.0.0:${port}`,
  ],
  [/\* running on https?:/i, () => 'flask run --host=0.0.0.0, or app.run(host="0.0.0.0")'],
  [/^\*? ?listening on https?:|\bpuma\b/i, () => 'rails server -b 0.0.0.0'],
];

/** What to give the program that wrote the line; of one that isn't known, where such a setting mostly is. */
export function bindText(line: string, port: number): string {
  const known = SERVERS.find(([said]) => said.test(line.trim()));
  return known ? known[1](port) : 'most take it by a flag or a variable, such as --host, --bind or HOST';
}
