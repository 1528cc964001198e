import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** A loopback server with a certificate of its own. */
export interface HttpsServer extends AsyncDisposable {
  readonly origin: string;
  /** File with the certificate that clients must trust. */
  readonly authority: string;
}

export const OPENSSL = ["/usr/bin/openssl", "/usr/local/bin/openssl"].find((file) =>
  existsSync(file),
);

/** Starts a server on a free port; `folder` gets key and certificate. */
export async function startHttps(
  folder: string,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HttpsServer> {
  const key = path.join(folder, "key.pem");
  const authority = path.join(folder, "certificate.pem");
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  execFileSync(
    OPENSSL ?? "openssl",
    ["req", "-x509", ...kind, ...subject, "-days", "2", "-keyout", key, "-out", authority],
    { stdio: "ignore" },
  );
  const server: Server = createServer(
    { key: readFileSync(key), cert: readFileSync(authority) },
    answer,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://localhost:${String(port)}`,
    authority,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
