import * as z from "zod";
import type { Clock, IdentityTokens } from "../app/ports.ts";
import { StatementError, TrustError } from "../core/errors.ts";
import type { Instance } from "../core/instance.ts";
import { workflowClaimsSchema } from "../core/statement/workflow-claims.ts";
import type { WorkflowClaims } from "../core/statement/workflow-claims.ts";
import { verifyToken } from "./json-web-token.ts";
import { DEFAULT_FETCH_PATIENCE, getJson } from "./patient-fetch.ts";
import type { FetchPatience } from "./patient-fetch.ts";

/** Nobody takes a token for this audience, so a leak of the one with the claims does no harm. */
const CLAIMS_AUDIENCE = "nobody";
const SIGNING_AUDIENCE = "sigstore";

/** The variables through which a runner offers identity tokens; undefined where they are not set. */
export interface TokenVariables {
  /** `ACTIONS_ID_TOKEN_REQUEST_URL` */
  readonly requestUrl?: string | undefined;
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN` */
  readonly requestToken?: string | undefined;
  /** `SIGSTORE_ID_TOKEN`: a token for signing from somewhere else; it makes no claims about a run. */
  readonly signingToken?: string | undefined;
}

const answerSchema = z.object({ value: z.string().min(1) });
const discoverySchema = z.object({ jwks_uri: z.url() });

/**
 * Identity tokens of a workflow run. Both tokens are verified against the keys of the instance's issuer, which is
 * compared exactly; the one for signing must speak of the run that the claims speak of.
 */
export function workflowIdentity(
  variables: TokenVariables,
  instance: Instance,
  clock: Clock,
  patience: FetchPatience = DEFAULT_FETCH_PATIENCE,
): IdentityTokens {
  let known: Promise<WorkflowClaims> | undefined;
  const { requestUrl = "", requestToken = "", signingToken = "" } = variables;
  const offered = requestUrl !== "" && requestToken !== "";

  async function verifiedClaims(audience: string, signal: AbortSignal) {
    const token = await requestIdentityToken(
      { requestUrl, requestToken },
      audience,
      signal,
      patience,
    );
    const discovery = await getJson(
      `${instance.issuer}/.well-known/openid-configuration`,
      {},
      signal,
      patience,
    );
    const keysUrl = discoverySchema.safeParse(discovery).data?.jwks_uri ?? "";
    if (!sameOrigin(keysUrl, instance.issuer)) {
      throw invalidClaims("keys at the issuer's own address", keysUrl || "no address");
    }
    const keys = await getJson(keysUrl, {}, signal, patience);
    const reading = verifyToken(token, keys, {
      issuer: instance.issuer,
      audience,
      now: clock.now(),
    });
    if (!reading.ok) throw invalidClaims("an identity token that holds", reading.reason);
    const claims = workflowClaimsSchema.safeParse(reading.payload);
    if (!claims.success) {
      throw invalidClaims("all claims of a workflow run", z.prettifyError(claims.error));
    }
    return { token, claims: claims.data };
  }

  const claimsOnce = (signal: AbortSignal) =>
    (known ??= verifiedClaims(CLAIMS_AUDIENCE, signal).then(({ claims }) => claims));

  return {
    claims: (signal) => (offered ? claimsOnce(signal) : Promise.resolve(null)),
    async signingToken(signal) {
      if (offered) {
        const claims = await claimsOnce(signal);
        const signing = await verifiedClaims(SIGNING_AUDIENCE, signal);
        if (JSON.stringify(signing.claims) !== JSON.stringify(claims)) {
          throw invalidClaims("both tokens to speak of one run", "two different runs");
        }
        return signing.token;
      }
      if (signingToken !== "") return signingToken;
      throw new TrustError("identity-token-missing", {
        expected: "an identity token to sign with",
        found: "neither ACTIONS_ID_TOKEN_REQUEST_URL nor SIGSTORE_ID_TOKEN",
        next: "In a workflow, give the job `permissions: id-token: write`.",
      });
    },
  };
}

async function requestIdentityToken(
  { requestUrl, requestToken }: { readonly requestUrl: string; readonly requestToken: string },
  audience: string,
  signal: AbortSignal,
  patience: FetchPatience,
): Promise<string> {
  if (!URL.canParse(requestUrl)) {
    throw invalidClaims("an address in ACTIONS_ID_TOKEN_REQUEST_URL", "something else");
  }
  const url = new URL(requestUrl);
  url.searchParams.append("audience", audience);
  const authorization = `Bearer ${requestToken}`;
  const answer = await getJson(url.href, { authorization }, signal, patience);
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw invalidClaims("a token from the runner", "an answer without one");
  return parsed.data.value;
}

function sameOrigin(url: string, issuer: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(issuer).origin;
}

function invalidClaims(expected: string, found: string): StatementError {
  return new StatementError("claims-invalid", {
    expected,
    found,
    next: "Run the job on github.com, or describe its issuer in an instance file.",
  });
}
