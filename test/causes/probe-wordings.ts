import type { CauseCase, Given } from './support/cause-case.ts';
import { reword, set } from './support/change.ts';

/** A web server, 18 seconds old, whose readiness probe is answered 404. */
const YOUNG = { target: 'deploy/web', recording: 'r-shop-3-web' } as const;
const RECORDED = 'Readiness probe failed: HTTP probe failed with statuscode: 404';

const CURL = { exec: { command: ['curl', '-fsS', 'http://localhost:8080/healthz'] } };
const GRPC = { grpc: { port: 8080, service: 'web' } };
const HTTPS = { httpGet: { path: '/ready', port: 8080, scheme: 'HTTPS' } };
const HTTP = { httpGet: { path: '/ready', port: 8080, scheme: 'HTTP' } };
const NAMED = { httpGet: { path: '/ready', port: 'web', scheme: 'HTTP' } };

/** What no time mends, and beside it what a start may still get past. */
interface Wording {
  readonly probe: object;
  readonly lasting: string;
  readonly passing: string;
  readonly cause?: 'probe/readiness-failing' | 'probe/probe-port-undeclared';
}

const WORDINGS: readonly Wording[] = [
  {
    // Docker under Kubernetes 1.20 to 1.23: what the shim says is what the command printed.
    probe: CURL,
    lasting:
      'Readiness probe failed: OCI runtime exec failed: exec failed: container_linux.go:380: starting container process caused: exec: "curl": executable file not found in $PATH: unknown',
    passing:
      'Readiness probe failed: curl: (7) Failed to connect to localhost port 8080 after 0 ms: Connection refused',
  },
  {
    // CRI-O.
    probe: CURL,
    lasting:
      'Readiness probe errored: rpc error: code = Unknown desc = command error: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown, stdout: , stderr: , exit code -1',
    passing:
      'Readiness probe errored: rpc error: code = DeadlineExceeded desc = command "curl -fsS http://localhost:8080/healthz" timed out',
  },
  {
    // Containerd, in the words of newer kubelets.
    probe: CURL,
    lasting:
      'Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "9dc107": OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown',
    passing:
      'Readiness probe failed: command timed out: "curl -fsS http://localhost:8080/healthz" timed out after 1s',
  },
  {
    probe: GRPC,
    lasting:
      'Readiness probe failed: error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health',
    passing: 'Readiness probe failed: service unhealthy (responded with "NOT_SERVING")',
  },
  {
    probe: HTTPS,
    lasting:
      'Readiness probe failed: Get "https://198.51.100.29:8080/ready": http: server gave HTTP response to HTTPS client',
    passing: 'Readiness probe failed: Get "https://198.51.100.29:8080/ready": EOF',
  },
  {
    probe: HTTP,
    lasting:
      'Readiness probe failed: Get "http://198.51.100.29:8080/ready": net/http: HTTP/1.x transport connection broken: malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02"',
    passing:
      'Readiness probe failed: Get "http://198.51.100.29:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  },
  {
    probe: HTTP,
    lasting: 'Readiness probe failed: HTTP probe failed with statuscode: 401',
    passing: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
  },
  {
    // A port's name that no port of the container bears, in the words of newer kubelets.
    probe: NAMED,
    lasting:
      'Readiness probe errored and resulted in unknown state: strconv.Atoi: parsing "web": invalid syntax',
    passing:
      'Readiness probe failed: Get "http://198.51.100.29:8080/ready": read tcp 198.51.100.1:41000->198.51.100.29:8080: read: connection reset by peer',
    cause: 'probe/probe-port-undeclared',
  },
];

export const cases: readonly CauseCase[] = WORDINGS.map(caseOf);

function caseOf({ probe, lasting, passing, cause = 'probe/readiness-failing' }: Wording): CauseCase {
  return {
    cause,
    gives: asked(probe, lasting),
    near: [
      {
        what: `the words are: ${passing}`,
        ...asked(probe === NAMED ? HTTP : probe, passing),
        instead: 'probe/probe-too-early',
      },
    ],
  };
}

/** The same pod with another probe, of which the kubelet says this. */
function asked(handler: object, words: string): Given {
  return {
    ...YOUNG,
    change: (objects) => {
      const timing = { periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 1, successThreshold: 1 };
      const probe = { ...handler, ...timing };
      set(objects, 'pod/web-7bd8769454-d4fj4', 'spec.containers.0.readinessProbe', probe);
      reword(objects, RECORDED, words);
    },
  };
}
