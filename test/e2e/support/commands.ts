/** A command of each kind with what its answer says, on the recordings that the bot is started with. */
export const COMMANDS: readonly (readonly [command: string, answer: RegExp])[] = [
  ['why timeline', /REDIS_URL/],
  ['why deploy/web -n r-shop-2', /shop\/app:1\.5\.0/],
  ['why sts/redis -n r-ok-2', /healthy/],
  ['logs deploy/timeline --previous', /REDIS_URL is not set/],
  ['events deploy/stock -n r-inventory', /Back-off restarting failed container/],
  ['describe deploy/calc -n r-payroll', /ImagePullBackOff/],
  ['list', /timeline-7dc8c9f7d4-5tcrt/],
  ['list r-ok-2', /redis-0/],
  ['top', /metrics/],
  ['nodes', /node-a/],
  ['yaml deploy/timeline', /timeline/],
  ['why timelin', /timeline/],
  ['why nosuchthing', /nosuchthing/],
];

/** The same about targets without pods of their own. */
export const ABOUT_TARGETS: typeof COMMANDS = [
  ['why deploy/rules -n r-fraud', /allowPrivilegeEscalation/],
  ['why svc/prices -n r-menus', /9090/],
  ['events svc/prices -n r-menus', /prices/],
  ['why hpa/bidder -n r-auctions', /bider/],
  ['why node/node-a', /Node node-a is healthy/],
  ['yaml node/node-a', /node-a/],
  ['logs node/node-a', /has no pods/],
];
