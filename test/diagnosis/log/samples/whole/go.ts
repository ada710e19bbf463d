import type { Whole } from '../sample.ts';

/** Programs in Go as whole logs. */
export const WHOLE_GO: readonly Whole[] = [
  {
    name: 'validator required tag',
    cause: 'configuration-missing',
    names: ['Config.Database.Host'],
    text: `2026/03/02 09:14:01 using config file: /etc/inventory/config.yaml
2026/03/02 09:14:01 invalid configuration: Key: 'Config.Database.Host' Error:Field validation for 'Host' failed on the 'required' tag
Key: 'Config.Database.Password' Error:Field validation for 'Password' failed on the 'required' tag`,
  },
  {
    name: 'recovered panic decoy',
    cause: 'application-error',
    line: 'quota file /data/quota.db is truncated',
    text: `2026/03/02 09:14:01 quota 1.1.0 listening on :8080
2026/03/02 09:15:44 http: panic serving 10.244.0.7:51424: runtime error: invalid memory address or nil pointer dereference
goroutine 52 [running]:
net/http.(*conn).serve.func1()
	/usr/local/go/src/net/http/server.go:1947 +0xb0
panic({0x6a1f00?, 0x9f5c10?})
	/usr/local/go/src/runtime/panic.go:785 +0x124
main.(*api).get(0xc000012345, {0x7b3d28, 0xc0001140e0}, 0xc000132140)
	/src/api.go:71 +0x1c4
2026/03/02 09:15:50 snapshot written in 12ms
2026/03/02 09:16:50 snapshot written in 12ms
2026/03/02 09:17:50 snapshot written in 13ms
2026/03/02 09:18:50 snapshot written in 11ms
2026/03/02 09:19:50 snapshot written in 12ms
2026/03/02 09:20:50 quota file /data/quota.db is truncated at byte 4096`,
  },
  {
    name: 'slog env list',
    cause: 'configuration-missing',
    names: ['STRIPE_KEY', 'WEBHOOK_SECRET'],
    text: `{"time":"2026-03-02T09:14:01.1Z","level":"INFO","msg":"starting","service":"payments","commit":"9ac1d2f"}
{"time":"2026-03-02T09:14:01.1Z","level":"ERROR","msg":"run failed","err":"load config: missing required environment variables: [STRIPE_KEY WEBHOOK_SECRET]"}`,
  },
  {
    name: 'go consul no answer',
    cause: 'dependency-unreachable',
    params: { host: 'consul.infra', port: 8500 },
    text: `time="2026-11-22T07:49:52Z" level=info msg="dial ok" component=queue n=81
time="2026-11-22T07:49:52Z" level=debug msg="registered handler" component=api n=947
time="2026-11-22T07:49:52Z" level=warning msg="dial ok" component=store n=702
time="2026-11-22T07:49:53Z" level=fatal msg="service registry consul.infra:8500 did not answer within 5s" component=boot`,
  },
  {
    name: 'go plugin so missing',
    cause: 'module-missing',
    names: ['libgeoip.so.1'],
    text: `time="2026-11-22T07:49:52Z" level=info msg="lease renewed" component=queue n=907
time="2026-11-22T07:49:52Z" level=debug msg="registered handler" component=queue n=563
time="2026-11-22T07:49:52Z" level=info msg="config reloaded" component=queue n=632
time="2026-11-22T07:49:53Z" level=error msg="plugin geoip: dlopen: libgeoip.so.1: cannot open shared object file: No such file or directory"
time="2026-11-22T07:49:53Z" level=fatal msg="no usable plugin, exiting"`,
  },
  {
    name: 'klog inClusterConfig decoy',
    cause: 'dependency-unreachable',
    params: { host: 'webhook-cache', port: 6379 },
    text: `W0302 09:14:01.100100       1 client_config.go:659] Neither --kubeconfig nor --master was specified.  Using the inClusterConfig.  This might not work.
I0302 09:14:01.120100       1 main.go:88] "Starting admission controller" version="2.3.0"
E0302 09:14:01.130100       1 metadata.go:40] "Failed to read EC2 instance metadata, region unknown" err="Get \\"http://169.254.169.254/latest/meta-data/placement/region\\": context deadline exceeded"
I0302 09:14:06.120100       1 main.go:97] "Region defaults to eu-central-1"
I0302 09:14:06.220100       1 cache.go:31] "Loading policies"
I0302 09:14:06.320100       1 cache.go:44] "Loaded policies" count=41
I0302 09:14:06.420100       1 cache.go:51] "Compiled policies" count=41
I0302 09:14:06.520100       1 server.go:20] "Registered handlers" count=4
I0302 09:14:06.620100       1 server.go:28] "Opening decision cache"
F0302 09:14:08.120100       1 main.go:121] decision cache: dial tcp: lookup webhook-cache:6379: dial tcp 10.96.44.2:6379: connect: connection refused`,
  },
  {
    name: 'early error then noise',
    cause: 'configuration-missing',
    params: { path: '/etc/relay/routes.json' },
    text: `{"level":"info","ts":"2026-03-02T09:14:01Z","msg":"relay 3.1 starting"}
{"level":"error","ts":"2026-03-02T09:14:01Z","msg":"routes not loaded","error":"open /etc/relay/routes.json: no such file or directory"}
{"level":"info","ts":"2026-03-02T09:14:01Z","msg":"stopping consumers"}
{"level":"info","ts":"2026-03-02T09:14:01Z","msg":"consumer stopped","id":1}
{"level":"info","ts":"2026-03-02T09:14:01Z","msg":"consumer stopped","id":2}
{"level":"info","ts":"2026-03-02T09:14:01Z","msg":"flushing outbox"}
{"level":"warn","ts":"2026-03-02T09:14:02Z","msg":"outbox not empty","left":3}
{"level":"error","ts":"2026-03-02T09:14:02Z","msg":"close producer","error":"kafka: tried to use a producer that was closed"}
{"level":"error","ts":"2026-03-02T09:14:02Z","msg":"relay stopped","error":"run: context canceled"}`,
  },
  {
    name: 'scheduler vault sealed',
    cause: 'dependency-rejected',
    names: ['vault.sec', '8200', 'sealed'],
    text: `time="2026-11-22T07:49:52Z" level=debug msg="config reloaded" component=queue n=898
time="2026-11-22T07:49:52Z" level=debug msg="registered handler" component=queue n=433
time="2026-11-22T07:49:52Z" level=warning msg="lease renewed" component=store n=623
time="2026-03-02T09:14:01Z" level=info msg="reading secrets" addr="https://vault.sec:8200"
time="2026-03-02T09:14:01Z" level=fatal msg="reading kv/scheduler: Error making API request.\\n\\nURL: GET https://vault.sec:8200/v1/kv/data/scheduler\\nCode: 503. Errors:\\n\\n* Vault is sealed"`,
  },
  {
    name: 'go two names of one config',
    cause: 'configuration-missing',
    names: ['storage.bucket'],
    text: `time="2026-11-22T07:49:52Z" level=debug msg="dial ok" component=store n=553
time="2026-11-22T07:49:52Z" level=info msg="lease renewed" component=queue n=665
time="2026-11-22T07:49:52Z" level=info msg="flushed 128 spans" component=api n=484
time="2026-03-02T09:14:01Z" level=info msg="read configuration" file=/etc/archiver/archiver.yaml
time="2026-03-02T09:14:01Z" level=error msg="configuration is incomplete: storage.bucket is required"
time="2026-03-02T09:14:01Z" level=info msg="exiting"`,
  },
  {
    name: 'fx missing type',
    cause: 'application-error',
    names: ['missing type', 'store.Repo'],
    text: `[Fx] PROVIDE	*zap.Logger <= main.newLogger()
[Fx] PROVIDE	fx.Lifecycle <= go.uber.org/fx.New.func1()
[Fx] INVOKE		main.serve()
[Fx] ERROR		fx.Invoke(main.serve()) called from:
main.main
	/src/main.go:21
runtime.main
	/usr/local/go/src/runtime/proc.go:272
Failed: could not build arguments for function "main".serve
	/src/main.go:30:
failed to build *api.Server:
missing dependencies for function "acme.io/shop/api".New
	/src/api/api.go:14:
missing type:
	- store.Repo (did you mean *store.Postgres?)
[Fx] ERROR		Failed to start: could not build arguments for function "main".serve (/src/main.go:30): failed to build *api.Server: missing dependencies for function "acme.io/shop/api".New (/src/api/api.go:14): missing type: store.Repo`,
  },
  {
    name: 'nats auth go',
    cause: 'dependency-rejected',
    names: ['bus', '4222'],
    text: `time="2026-11-22T07:49:52Z" level=info msg="flushed 128 spans" component=api n=721
time="2026-11-22T07:49:52Z" level=info msg="registered handler" component=store n=984
time="2026-11-22T07:49:52Z" level=info msg="synced cache" component=queue n=549
time="2026-03-02T09:14:01Z" level=info msg="connecting to event bus" url="nats://bus:4222"
time="2026-03-02T09:14:01Z" level=fatal msg="nats: Authorization Violation"`,
  },
];
