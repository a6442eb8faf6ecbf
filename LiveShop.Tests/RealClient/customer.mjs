// A customer with the real @microsoft/signalr client: connects by one transport, joins, and prints what it gets, a JSON
// line for each. Arguments: the folder with node_modules, the server's address, the stream, the transport.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, server, streamId, transport] = process.argv.slice(2);
const { HubConnectionBuilder, HttpTransportType, LogLevel } = createRequire(join(modules, 'package.json'))('@microsoft/signalr');

const print = (event) => process.stdout.write(JSON.stringify(event) + '\n');
const stream = `${server}/api/livestreams/${streamId}`;

const connection = new HubConnectionBuilder()
  .withUrl(stream, { transport: HttpTransportType[transport] })
  .configureLogging(LogLevel.Error)
  .build();
connection.on('livestreamUpdated', (state) => print({ event: 'state', state }));
connection.onclose((error) => print({ event: 'closed', error: error?.message ?? null }));

await connection.start();
const joined = await fetch(`${stream}/viewers`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ connectionId: connection.connectionId }),
});
print({ event: 'joined', status: joined.status });

process.stdin.on('end', async () => {
  await connection.stop();
  process.exit(0);
});
process.stdin.resume();
