/** The floor: a server that reads a webhook's body and answers, nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const server = createServer(async (request, response) => {
  await text(request);
  response.writeHead(202, { 'content-type': 'application/json' }).end('{}\n');
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ event: 'service.started', port }));
});
process.once('SIGTERM', () => process.exit());
