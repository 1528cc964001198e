/**
 * How programs say that they could not reach the network: the system's own words, and those of the common package
 * managers. A match explains a failure, it never causes one.
 */
const COMPLAINTS = [
  /\b(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH)\b/,
  /Network is unreachable|network is unreachable|No route to host/,
  /Temporary failure (?:in name resolution|resolving)|Name or service not known/i,
  /could ?n[o']t resolve (?:host|proxy|hostname)|failed to lookup address|no such host/i,
  /UnknownHostException|NameResolutionError|NewConnectionError|nodename nor servname/,
  // What package managers say that were told to work offline and lack something.
  /No matching distribution found for|\bENOTCACHED\b|--offline was specified|offline mode\b/,
  /module lookup disabled by GOPROXY=off/,
  /dial tcp\b|spurious network error|network (?:error|failure) (?:while|talking)/i,
];

/** Whether the end of a build's log speaks of a network that could not be reached. */
export function complainsOfNetwork(logTail: string): boolean {
  return COMPLAINTS.some((complaint) => complaint.test(logTail));
}

/**
 * How often something inside a network namespace looked for a way out and found none, by the kernel's own count: the
 * text is `/proc/net/snmp` and `/proc/net/snmp6` of the namespace (RFC 4293 `ipSystemStatsOutNoRoutes`). Attempts of
 * every program count, also of those that keep quiet about it. 0 when the counters are not there.
 */
export function deadEnds(counters: string): number {
  const lines = counters.split("\n");
  const [names = [], values = []] = lines
    .filter((line) => line.startsWith("Ip: "))
    .map((line) => line.split(" "));
  const fourth = Number(values[names.indexOf("OutNoRoutes")] ?? 0);
  const sixth = Number(/^Ip6OutNoRoutes\s+(\d+)$/m.exec(counters)?.[1] ?? 0);
  return (Number.isSafeInteger(fourth) ? fourth : 0) + sixth;
}
