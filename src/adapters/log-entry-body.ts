import { pem } from "@sigstore/core";
import * as z from "zod";

/** Rekor v1 keeps the verifier as PEM in base64, v2 as DER in base64. */
const pemVerifier = z
  .base64()
  .transform((text) => pem.toDER(Buffer.from(text, "base64").toString("latin1")));
const derVerifier = z
  .object({ x509Certificate: z.object({ rawBytes: z.base64() }) })
  .transform(({ x509Certificate }) => Buffer.from(x509Certificate.rawBytes, "base64"));

/** Where each kind of entry names who signed (https://github.com/sigstore/rekor/tree/main/pkg/types). */
const loggedVerifier = z.union([
  z
    .object({ spec: z.object({ signatures: z.tuple([z.object({ verifier: pemVerifier })]) }) })
    .transform(({ spec }) => spec.signatures[0].verifier),
  z
    .object({
      spec: z.object({ signature: z.object({ publicKey: z.object({ content: pemVerifier }) }) }),
    })
    .transform(({ spec }) => spec.signature.publicKey.content),
  z
    .object({
      spec: z.object({
        content: z.object({
          envelope: z.object({ signatures: z.tuple([z.object({ publicKey: pemVerifier })]) }),
        }),
      }),
    })
    .transform(({ spec }) => spec.content.envelope.signatures[0].publicKey),
  z
    .object({
      spec: z.object({
        hashedRekordV002: z.object({ signature: z.object({ verifier: derVerifier }) }),
      }),
    })
    .transform(({ spec }) => spec.hashedRekordV002.signature.verifier),
  z
    .object({
      spec: z.object({
        dsseV002: z.object({ signatures: z.tuple([z.object({ verifier: derVerifier })]) }),
      }),
    })
    .transform(({ spec }) => spec.dsseV002.signatures[0].verifier),
]);

/** The one certificate that the body of a log entry names (DER), or null when it names none or several. */
export function loggedCertificate(body: Buffer): Buffer | null {
  try {
    const parsed = loggedVerifier.safeParse(JSON.parse(body.toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
