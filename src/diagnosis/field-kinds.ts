/** What kind of value a field holds; `map`: of texts, as labels are. */
export type FieldKind = 'text' | 'number' | 'flag' | 'texts' | 'map' | 'object' | 'objects';

/**
 * The fields of kube.ts by the kind of their value. Kubernetes gives a name one kind of value throughout, save for a
 * few: those that differ by the field around them are listed with it (`conditions.status`), those that may be either
 * stand under both kinds (`port`). A field that isn't listed is read by nobody.
 */
const NAMES: Readonly<Record<FieldKind, string>> = {
  text: `apiVersion architecture claimName component conditionType containerName containerRuntimeVersion
    creationTimestamp deletionTimestamp dnsPolicy driver effect eventTime fieldPath finishedAt
    firstTimestamp handler host hostIP image imageID imagePullPolicy key kind kubeletVersion lastHeartbeatTime
    lastObservedTime lastTimestamp lastTransitionTime lastUpdateTime medium message mountPath name namespace
    nodeAffinityPolicy nodeName nodeTaintsPolicy nominatedNodeName operatingSystem operator path phase podIP
    port preemptionPolicy prefix priorityClassName protocol providerID provisioner pullPolicy qosClass
    reason reference reportingComponent request resource resourceClaimName resourceClaimTemplateName
    restartPolicy runtimeClassName schedulerName scheme secretName server service serviceAccountName sizeLimit
    startedAt startTime conditions.status storageClassName subPath subPathExpr terminationMessagePolicy text
    time timeAdded timestamp topologyKey type uid value volumeBindingMode volumeMode volumeName
    whenUnsatisfiable workingDir`,
  number: `active activeDeadlineSeconds availableReplicas backoffLimit completions containerPort count
    deletionGracePeriodSeconds desiredNumberScheduled exitCode failed failureThreshold fsGroup generation
    hostPort initialDelaySeconds maxSkew minDomains minReadySeconds numberReady observedGeneration
    partition periodSeconds port priority ready readyReplicas replicas restartCount runAsGroup runAsUser signal
    succeeded successThreshold terminationGracePeriodSeconds timeoutSeconds tolerationSeconds
    updatedNumberScheduled updatedReplicas`,
  flag: `allowPrivilegeEscalation controller hostNetwork optional paused privileged readOnly
    readOnlyRootFilesystem ready runAsNonRoot shareProcessNamespace started suspend unschedulable`,
  texts: `accessModes add args command drop finalizers keys matchLabelKeys mismatchLabelKeys nameservers
    names namespaces searches values`,
  map: `allocatable annotations capacity default defaultRequest labels limits matchLabels max min
    nodeSelector overhead requests usage`,
  object: `affinity capabilities claimRef configMap configMapKeyRef configMapRef csi dnsConfig emptyDir
    ephemeral exec fieldRef grpc hostPath httpGet volumes.image involvedObject jobTemplate labelSelector
    lastState lifecycle livenessProbe metadata namespaceSelector nfs nodeAffinity nodeInfo persistentVolumeClaim
    podAffinity podAntiAffinity postStart preStop projected readinessProbe required
    nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution resourceFieldRef resources rollingUpdate running secret
    secretKeyRef secretRef securityContext selector series source spec startupProbe state status tcpSocket
    template terminated updateStrategy valueFrom volumeClaimTemplate waiting`,
  objects: `active claims conditions containers containerStatuses env envFrom ephemeralContainers
    ephemeralContainerStatuses imagePullSecrets images initContainers initContainerStatuses items spec.limits
    matchExpressions matchFields nodeSelectorTerms ownerReferences ports
    namespace-pods.pods preferredDuringSchedulingIgnoredDuringExecution readinessGates
    requiredDuringSchedulingIgnoredDuringExecution resourceClaims runtimeHandlers schedulingGates sources sysctls taints tolerations
    topologySpreadConstraints volumeMounts volumes`,
};

/** Fields without which an object is of no use; kube.ts declares them as always there. */
const REQUIRED = new Map<string, readonly string[]>(
  Object.entries({
    claims: ['name'],
    conditions: ['type', 'status'],
    configMapKeyRef: ['key'],
    containerStatuses: ['name'],
    containers: ['name'],
    env: ['name'],
    ephemeralContainerStatuses: ['name'],
    ephemeralContainers: ['name'],
    fieldRef: ['fieldPath'],
    grpc: ['port'],
    hostPath: ['path'],
    httpGet: ['port'],
    initContainerStatuses: ['name'],
    initContainers: ['name'],
    items: ['key', 'path'],
    log: ['text'],
    matchExpressions: ['key', 'operator'],
    matchFields: ['key', 'operator'],
    names: ['name'],
    'namespace-pods': ['pods'],
    ownerReferences: ['kind', 'name'],
    persistentVolumeClaim: ['claimName'],
    ports: ['containerPort'],
    readinessGates: ['conditionType'],
    resourceClaims: ['name'],
    resourceFieldRef: ['resource'],
    schedulingGates: ['name'],
    sysctls: ['name'],
    secretKeyRef: ['key'],
    taints: ['key', 'effect'],
    tcpSocket: ['port'],
    topologySpreadConstraints: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'],
    volumeMounts: ['name', 'mountPath'],
    volumes: ['name'],
  }),
);

const KINDS = new Map<string, FieldKind[]>();
for (const [kind, names] of Object.entries(NAMES) as [FieldKind, string][]) {
  for (const name of names.split(/\s+/)) KINDS.set(name, [...(KINDS.get(name) ?? []), kind]);
}

/** The kinds that a field may hold; undefined for one that isn't read. `parent` is the name of the field around it. */
export function kindsOf(parent: string, field: string): readonly FieldKind[] | undefined {
  return KINDS.get(`${parent}.${field}`) ?? KINDS.get(field);
}

/** The fields that an object under this name needs to be of use. */
export function requiredOf(field: string): readonly string[] {
  return REQUIRED.get(field) ?? [];
}
