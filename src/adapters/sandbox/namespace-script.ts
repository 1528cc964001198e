/**
 * First process of a build's own pid namespace, run as its root by `/bin/sh -c`. Nothing is interpolated: everything
 * comes as an argument.
 *
 *     ROOT USER GROUPS NETWORK DIRECTORY LIMITS STEP... -- COMMAND ENVIRONMENT...
 *
 * It lays out a new root folder from STEPs, leaves the old one behind, and starts COMMAND as a user of a further
 * namespace in which USER (of the machine) is called 1000 and nobody else exists, without any capability and without
 * a way to get one. Descriptor 0 is the control channel: each line is a signal for everything inside, its end is
 * SIGKILL, so that nothing outlives us however we end. Descriptor 2 belongs to this script alone (`ready`, `status N`,
 * kernel counters, or what went wrong), so the build cannot write there; 1 is the build's log.
 */
export const FIRST_PROCESS = `
set -eu
PATH=/usr/bin:/usr/sbin:/bin:/sbin
export PATH
umask 022
exec 8<&0 </dev/null
root=$1 user=$2 groups=$3 network=$4 directory=$5 limits=$6
shift 6
mount -n -t tmpfs -o mode=755,nosuid,nodev,size=16m rebuild-gate "$root"
cd "$root"
while [ "$1" != -- ]; do
  at=.$2
  case $1 in
    folder) mkdir -p "$at" ;;
    file) mkdir -p "\${at%/*}"; [ -e "$at" ] || : > "$at" ;;
    link) ln -s "$3" "$at" ;;
    bind) mount -n --rbind "$3" "$at" ;;
    seal) mount -n -o "remount,bind,$3" "$at" ;;
    hide) mount -n -t tmpfs -o mode=755,nosuid,nodev,size=1m rebuild-gate "$at" ;;
    memory) mount -n -t tmpfs -o mode=1777,nosuid,nodev,size=256m rebuild-gate "$at" ;;
    proc) mount -n -t proc -o nosuid,nodev,noexec rebuild-gate "$at" ;;
    *) echo "no such step: $1" >&2; exit 1 ;;
  esac
  shift 3
done
shift
if [ "$network" = none ]; then ip link set lo up 2>/dev/null || :; fi
hostname build 2>/dev/null || :
mkfifo -m 600 .here .go
mkdir .old
pivot_root . .old
cd /
umount -n -l /.old
rmdir /.old
[ -d "$directory" ] || { echo "the folder $directory is gone" >&2; exit 1; }
(
  trap : TERM
  status=0
  unshare --user --keep-caps -- /bin/sh -c '
    set -eu
    printf "%s\\n" "$$" > /.here
    read -r go < /.go
    echo 0 > /proc/sys/user/max_user_namespaces
    echo 1000 > /proc/self/oom_score_adj
    groups=$1 limits=$2 directory=$3 command=$4
    shift 4
    exec prlimit $limits -- setpriv --reuid=1000 --regid=1000 "$groups" --no-new-privs \\
      --inh-caps=-all --ambient-caps=-all --bounding-set=-all -- \\
      env -i "$@" /bin/sh -c "cd -- \\"\\$1\\" && exec /bin/sh -ec \\"\\$2\\"" sh "$directory" "$command" 2>&1
  ' rebuild-gate "$groups" "$limits" "$directory" "$@" || status=$?
  [ -e /.here ] && echo failed > /.here
  exit "$status"
) 8<&- &
build=$!
read -r inner < /.here
[ "$inner" != failed ]
echo "1000 $user 1" > "/proc/$inner/uid_map"
echo "1000 $user 1" > "/proc/$inner/gid_map"
exec 3> /.go
rm /.here /.go
mount -n -o remount,bind,ro,nosuid,nodev /
echo ready >&2
echo go >&3
exec 3>&-
(
  trap '' TERM
  while read -r signal <&8; do kill -s "$signal" -- -1; done
  kill -s KILL -- -1
) > /dev/null 2>&1 &
exec 8<&-
status=0
wait "$build" || status=$?
echo "status $status" >&2
if [ "$network" = none ]; then cat /proc/net/snmp /proc/net/snmp6 >&2 2>/dev/null || :; fi
`;

/** What the first process says of a build, apart from the build's own log. */
export interface FirstProcessSays {
  /** Everything was in place, and the command was started. */
  readonly ready: boolean;
  /** Exit status as a shell counts it (128 and more: a signal); null when it was killed before it could tell. */
  readonly status: number | null;
  /** `/proc/net/snmp` and `snmp6` of the namespace at the end, empty where there is none of its own. */
  readonly counters: string;
  /** What went wrong, for the reader. */
  readonly complaint: string;
}

/** Reads descriptor 2 of the first process. */
export function readFirstProcess(text: string): FirstProcessSays {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => /^status \d+$/.test(line));
  return {
    ready: lines.includes("ready"),
    status: at === -1 ? null : Number(lines[at]?.slice("status ".length)),
    counters: at === -1 ? "" : lines.slice(at + 1).join("\n"),
    complaint: lines.find((line) => line !== "" && line !== "ready") ?? "",
  };
}
