import { createHash, sign } from "node:crypto";
import { extension, toBeSigned } from "./certificate.ts";
import type { CertificateContent } from "./certificate.ts";
import { octets } from "./der.ts";
import type { SigningKey } from "./key-pair.ts";

const SCT_LIST = "1.3.6.1.4.1.11129.2.4.2";

/**
 * A certificate timestamp for `content`, as the extension that embeds it (RFC 6962 sections 3.2 and 3.3). It promises
 * inclusion; this log keeps nothing, because nobody audits an instance that ends with its process.
 */
export function embeddedTimestamp(
  content: CertificateContent,
  issuerPublicKey: Buffer,
  log: SigningKey,
  now: Date,
): Buffer {
  const tbs = toBeSigned(content);
  const time = uint(now.getTime(), 8);
  const noExtensions = uint(0, 2);
  const signed = Buffer.concat([
    uint(0, 1), // v1
    uint(0, 1), // certificate_timestamp
    time,
    uint(1, 2), // precert_entry
    createHash("sha256").update(issuerPublicKey).digest(),
    uint(tbs.length, 3),
    tbs,
    noExtensions,
  ]);
  const signature = sign("sha256", signed, log.privateKey);
  const timestamp = Buffer.concat([
    uint(0, 1),
    log.id,
    time,
    noExtensions,
    Buffer.from([4, 3]), // SHA-256, ECDSA
    uint(signature.length, 2),
    signature,
  ]);
  const list = Buffer.concat([uint(timestamp.length, 2), timestamp]);
  return extension(SCT_LIST, octets(Buffer.concat([uint(list.length, 2), list])));
}

function uint(value: number, bytes: 1 | 2 | 3 | 8): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer.subarray(8 - bytes);
}
