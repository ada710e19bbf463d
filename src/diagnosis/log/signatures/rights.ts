import { type Signature, WEIGHT } from '../signature.ts';

const denied = {
  cause: 'permission-denied',
  confidence: 'certain',
  weight: WEIGHT.specific + 1,
} as const;

/** What root may not do without a capability (https://man7.org/linux/man-pages/man7/capabilities.7.html). */
export const RIGHTS: readonly Signature[] = [
  {
    ...denied,
    id: 'rights/chown',
    needles: ['chown', 'changing ownership'],
    pattern:
      /\b(?:chown\w*(?:\(["']|: (?:changing ownership of )?['"‘]?)(?<path>\/[^\s'"’:)]{1,300})|chown: (?<path2>\/[^\s:]{1,300})).{0,60}Operation not permitted/i,
    params: { capability: 'CHOWN' },
  },
  {
    ...denied,
    id: 'rights/group',
    needles: ['setgroups', 'setgid', 'setresgid', 'setegid', 'initgroups'],
    pattern: /\b(?:setgroups|sete?gid|setresgid|initgroups)\b.{0,80}(?:not permitted|permission denied)/i,
    params: { capability: 'SETGID' },
  },
  {
    ...denied,
    id: 'rights/user',
    needles: ['setuid', 'setresuid', 'seteuid', 'failed switching to', 'must be suid'],
    pattern:
      /\b(?:sete?uid|setresuid)\b.{0,80}(?:not permitted|permission denied)|failed switching to "?(?<account>[\w:.-]{1,80})"?: operation not permitted|must be suid to work/i,
    params: { capability: 'SETUID' },
  },
  {
    ...denied,
    id: 'rights/network',
    needles: ['iptables', 'nf_tables', 'rtnetlink', 'nftables', 'ip6tables'],
    pattern:
      /\b(?:ip6?tables|nf_?tables|RTNETLINK).{0,160}(?:Permission denied|Operation not permitted|must be root)/i,
    params: { capability: 'NET_ADMIN' },
  },
  {
    ...denied,
    id: 'rights/raw-socket',
    needles: ['ping', 'socket'],
    pattern: /\bping: .{0,60}(?:Operation not permitted|permission denied)|raw socket.{0,60}not permitted/i,
    params: { capability: 'NET_RAW' },
  },
  {
    ...denied,
    id: 'rights/memory-lock',
    needles: ['mlock', 'lock memory'],
    pattern: /\b(?:failed to lock memory|mlock(?:all)?\b.{0,80}(?:not permitted|failed|cannot allocate))/i,
    params: { capability: 'IPC_LOCK' },
  },
  {
    ...denied,
    id: 'rights/mount',
    needles: ['mount'],
    pattern:
      /\b(?:u?mount(?:ing)?|fusermount)\b[^\n]{0,160}(?:Operation not permitted|permission denied|must be superuser)/i,
    params: { capability: 'SYS_ADMIN' },
  },
  {
    ...denied,
    weight: WEIGHT.specific,
    id: 'rights/owner',
    needles: ['belongs to uid'],
    pattern: /(?<path>\/\S{1,300}) belongs to uid \d+ instead of \d+/,
  },
  {
    ...denied,
    weight: WEIGHT.specific,
    id: 'rights/socket',
    needles: ['unix'],
    pattern: /\b(?:dial unix |unix:)(?<path>\/[^\s:'"]{1,300}):? .{0,40}permission denied/i,
  },
  {
    ...denied,
    confidence: 'likely',
    weight: WEIGHT.vague,
    id: 'rights/root-required',
    needles: ['root', 'privileges', 'superuser'],
    pattern:
      /\b(?:must be (?:run as )?root|(?:requires?|needs?) (?:to be run as )?root\b|need to be root|lacking the privileges|not running as root|are you root\?|requires? superuser)/i,
  },
];
