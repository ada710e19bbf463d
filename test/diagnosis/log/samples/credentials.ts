import type { Sample } from './sample.ts';

/** Clouds, certificates and secrets that turn a client away. */
export const CREDENTIALS: readonly Sample[] = [
  {
    cause: 'dependency-rejected',
    name: 'aws go irsa denied',
    text: `{"level":"info","ts":"2026-04-11T08:00:00Z","msg":"starting reports-writer","version":"1.14.0"}
{"level":"info","ts":"2026-04-11T08:00:00Z","msg":"using bucket","bucket":"acme-reports-eu","region":"eu-central-1"}
{"level":"fatal","ts":"2026-04-11T08:00:01Z","msg":"cannot list bucket","role":"arn:aws:iam::123456789012:role/reports-writer","error":"operation error S3: ListObjectsV2, get identity: get credentials: failed to refresh cached credentials, failed to retrieve credentials, operation error STS: AssumeRoleWithWebIdentity, https response error StatusCode: 403, RequestID: 5d0b0a31-0c4d-4a4c-8e59-2f55c4f5d6b1, api error AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity"}`,
    params: { service: 'aws', verb: 'sts:AssumeRoleWithWebIdentity' },
  },
  {
    cause: 'dependency-rejected',
    name: 'gcp adc',
    text: `2026/04/11 08:00:00 pubsub-relay 0.9
2026/04/11 08:00:00 project=acme-prod topic=orders
2026/04/11 08:00:03 Failed to create pubsub client: pubsub(publisher): credentials: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information`,
    params: { service: 'google' },
  },
  {
    cause: 'dependency-rejected',
    name: 'gcp workload identity denied',
    text: `Traceback (most recent call last):
  File "/app/main.py", line 14, in <module>
    bucket = client.get_bucket("acme-models")
  File "/usr/local/lib/python3.11/site-packages/google/cloud/storage/client.py", line 955, in get_bucket
    bucket.reload(
  File "/usr/local/lib/python3.11/site-packages/google/auth/compute_engine/credentials.py", line 128, in refresh
    raise new_exc from caught_exc
google.auth.exceptions.RefreshError: ("Failed to retrieve http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/models@acme-prod.iam.gserviceaccount.com/token?scopes=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fdevstorage.full_control from the Google Compute Engine metadata service. Status: 403 Response:\\nb\\"Unable to generate access token; IAM returned 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).\\\\n\\"", <google.auth.transport.requests._Response object at 0x7f1f2c2d3a90>)`,
    params: { service: 'google', verb: 'iam.serviceAccounts.getAccessToken' },
  },
  {
    cause: 'dependency-rejected',
    name: 'azure default credential',
    text: `2026-04-11 08:00:00,100 INFO azure.identity._internal.decorators No environment configuration found.
2026-04-11 08:00:00,101 INFO azure.identity._credentials.managed_identity ManagedIdentityCredential will use IMDS
2026-04-11 08:00:01,301 WARNING azure.identity._credentials.chained DefaultAzureCredential failed to retrieve a token from the included credentials.
Attempted credentials:
	EnvironmentCredential: EnvironmentCredential authentication unavailable. Environment variables are not fully configured.
Visit https://aka.ms/azsdk/python/identity/environmentcredential/troubleshoot to troubleshoot this issue.
	WorkloadIdentityCredential: WorkloadIdentityCredential authentication unavailable. The workload options are not fully configured. See the troubleshooting guide for more information.
	ManagedIdentityCredential: ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.
Traceback (most recent call last):
  File "/app/vault.py", line 22, in <module>
    secret = client.get_secret("db-dsn")
azure.core.exceptions.ClientAuthenticationError: DefaultAzureCredential failed to retrieve a token from the included credentials.
Attempted credentials:
	EnvironmentCredential: EnvironmentCredential authentication unavailable. Environment variables are not fully configured.
	ManagedIdentityCredential: ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.
To mitigate this issue, please refer to the troubleshooting guidelines here at https://aka.ms/azsdk/python/identity/defaultazurecredential/troubleshoot.`,
    params: { service: 'azure', reason: 'credentials' },
  },
  {
    cause: 'dependency-rejected',
    name: 'libpq verify-full',
    text: `psycopg2.OperationalError: server certificate for "pg.eu-1.example.net" (and 2 other names) does not match host name "billing-db"`,
    params: { host: 'billing-db', valid: 'pg.eu-1.example.net' },
  },
  {
    cause: 'dependency-unreachable',
    name: 'curl exit 7',
    text: `+ curl -sSf --retry 5 http://config-server:8888/orders/prod -o /tmp/config.json
curl: (7) Failed to connect to config-server port 8888 after 3 ms: Couldn't connect to server`,
    params: { host: 'config-server', port: 8888, reason: 'refused' },
  },
  {
    cause: 'dependency-rejected',
    name: 'vault agent role',
    text: `==> Vault Agent started! Log data will stream in below:

==> Vault Agent configuration:

           Api Address 1: http://bufconn
                     Cgo: disabled
               Log Level: info
                 Version: Vault v1.15.2, built 2023-11-06T11:33:28Z

2026-04-11T08:00:00.114Z [INFO]  agent.sink.file: creating file sink
2026-04-11T08:00:00.115Z [INFO]  agent.sink.file: file sink configured: path=/home/vault/.vault-token mode=-rw-r-----
2026-04-11T08:00:00.116Z [INFO]  agent.template.server: starting template server
2026-04-11T08:00:00.117Z [INFO]  agent.auth.handler: starting auth handler
2026-04-11T08:00:00.118Z [INFO]  agent.auth.handler: authenticating
2026-04-11T08:00:00.222Z [ERROR] agent.auth.handler: error authenticating:
  error=
  | Error making API request.
  | 
  | URL: PUT http://vault.vault.svc:8200/v1/auth/kubernetes/login
  | Code: 400. Errors:
  | 
  | * invalid role name "orders-api"
   backoff=1s
2026-04-11T08:00:01.501Z [INFO]  agent.auth.handler: authenticating
2026-04-11T08:00:01.622Z [ERROR] agent.auth.handler: error authenticating:
  error=
  | Error making API request.
  | 
  | URL: PUT http://vault.vault.svc:8200/v1/auth/kubernetes/login
  | Code: 400. Errors:
  | 
  | * invalid role name "orders-api"
   backoff=1.6s`,
    params: { host: 'vault.vault.svc', port: 8200, message: 'invalid role name "orders-api"' },
  },
];
