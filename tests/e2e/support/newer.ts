import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Newer {
  readonly origin: string;
  /** From now on the program that keeps the phone's pages is another version. */
  readonly publish: () => void;
  readonly close: () => void;
}

/** The same server by another port, where a newer version of the phone's worker can come out. */
export async function newerBehind(origin: string): Promise<Newer> {
  const { hostname, port } = new URL(origin);
  let newer = '';
  const server = createServer((asked, answer) => {
    const { method, url, headers } = asked;
    const to = { hostname, port, method, path: url, headers };
    const onward = request(to, (given) => {
      const plain = { ...given.headers };
      delete plain['content-length'];
      answer.writeHead(given.statusCode ?? 502, url === '/sw.js' ? plain : given.headers);
      if (url !== '/sw.js') given.pipe(answer);
      else {
        given.on('data', (part) => answer.write(part));
        given.on('end', () => answer.end(newer));
      }
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish: () => {
      newer = '\n// newer';
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
