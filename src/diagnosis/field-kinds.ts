/** What kind of value a field holds; `map`: of texts, as labels are. */
export type FieldKind = 'text' | 'number' | 'flag' | 'texts' | 'map' | 'object' | 'objects';

/**
 * The fields of objects/ by the kind of their value. Kubernetes gives a name one kind of value throughout, save for a
 * few: those that differ by the field around them are listed with it (`conditions.status`), those that may be either
 * stand under both kinds (`port`). A field that isn't listed is read by nobody.
 */
const NAMES: Readonly<Record<FieldKind, string>> = {
  text: `apiVersion addressType architecture averageValue cidr claimName clusterIP completedIndexes completionTime component
    concurrencyPolicy conditionType spec.controller container containerName containerRuntimeVersion
    creationTimestamp currentRevision deletionTimestamp dnsPolicy driver effect eventTime externalName externalTrafficPolicy failedIndexes fieldPath finishedAt
    firstTimestamp handler host hostIP hostname image imageID imagePullPolicy ingressClassName internalTrafficPolicy ip key kind kubeletVersion
    lastHeartbeatTime lastObservedTime lastScaleTime lastScheduleTime lastSuccessfulTime lastTimestamp lastTransitionTime lastUpdateTime medium message loadBalancerClass
    manager maxSurge maxUnavailable minAvailable mountPath name namespace
    nodeAffinityPolicy nodeName nodeTaintsPolicy nominatedNodeName notAfter notBefore operatingSystem operation operator path phase podIP podManagementPolicy
    port preemptionPolicy prefix priorityClassName procMount protocol providerID provisioner pullPolicy qosClass
    reason reference renewalTime reportingComponent request resource resourceClaimName resourceClaimTemplateName
    restartPolicy role runtimeClassName schedule schedulerName scheme scopeName secretName server service serviceAccountName serviceName sizeLimit
    startedAt startTime conditions.status storageClassName subPath subPathExpr subresource terminationMessagePolicy text
    targetPort time timeAdded timestamp timeZone topologyKey type uid unhealthyPodEvictionPolicy updateRevision user value volumeBindingMode volumeMode volumeName
    whenUnsatisfiable workingDir`,
  number: `active activeDeadlineSeconds availableReplicas averageUtilization backoffLimit backoffLimitPerIndex completions containerPort count
    currentHealthy currentNumberScheduled currentReplicas deletionGracePeriodSeconds desiredHealthy desiredReplicas desiredNumberScheduled disruptionsAllowed endPort
    exitCode expectedPods failed failedIssuanceAttempts failureThreshold fsGroup generation
    hostPort initialDelaySeconds maxFailedIndexes maxReplicas maxSkew maxSurge maxUnavailable minAvailable minDomains minReadySeconds minReplicas
    number numberAvailable numberReady observedGeneration
    parallelism partition periodSeconds port priority progressDeadlineSeconds ready readyReplicas replicas restartCount runAsGroup runAsUser signal start
    startingDeadlineSeconds succeeded successThreshold targetPort terminating terminationGracePeriodSeconds timeoutSeconds tolerationSeconds
    updatedNumberScheduled updatedReplicas priority-classes.value`,
  flag: `allowPrivilegeEscalation controller globalDefault hostIPC hostNetwork hostPID hostProcess optional paused privileged
    publishNotReadyAddresses readOnly readOnlyRootFilesystem ready runAsNonRoot serving shareProcessNamespace
    started suspend endpoints.conditions.terminating unschedulable`,
  texts: `accessModes add endpoints.addresses args command drop except finalizers hostnames hosts keys matchLabelKeys mismatchLabelKeys nameservers
    names namespaces policyTypes scopes searches values`,
  map: `allocatable allocatedResourceStatuses annotations capacity default defaultRequest hard labels limits matchLabels max maxLimitRequestRatio min
    nodeSelector overhead requests usage used Service.spec.selector services.spec.selector`,
  object: `affinity appArmorProfile backend backend.service backend.service.port capabilities claimRef configMap configMapKeyRef configMapRef containerResource csi current
    defaultBackend defaultBackend.service defaultBackend.service.port describedObject dnsConfig emptyDir
    endpoints.conditions ephemeral exec external fieldRef fieldsV1 grpc hostPath http httpGet volumes.image involvedObject ipBlock jobTemplate
    labelSelector loadBalancer
    lastState lifecycle livenessProbe metadata metric namespaceSelector nfs nodeAffinity nodeInfo
    metrics.object currentMetrics.object persistentVolumeClaim metrics.pods currentMetrics.pods podAffinity
    podAntiAffinity podSelector postStart preStop projected readinessProbe required
    nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution ordinals resourceFieldRef metrics.resource
    currentMetrics.resource resources rollingUpdate running scaleTargetRef scopeSelector seccompProfile secret
    secretKeyRef secretRef securityContext seLinuxOptions selector series source spec Service.spec services.spec startupProbe state status strategy
    target targetRef tcpSocket
    template terminated updateStrategy valueFrom volumeClaimTemplate waiting windowsOptions`,
  objects: `active claims conditions containers containerStatuses env envFrom ephemeralContainers hostAliases
    currentMetrics egress endpoints ephemeralContainerStatuses from imagePullSecrets images ingress initContainers initContainerStatuses items spec.limits
    managedFields matchExpressions scopeSelector.matchExpressions matchFields metrics nodeSelectorTerms ownerReferences paths ports
    failed-creates.events namespace-events.events namespace-pods.pods preferredDuringSchedulingIgnoredDuringExecution readinessGates
    requiredDuringSchedulingIgnoredDuringExecution resourceClaims rules runtimeHandlers schedulingGates sources sysctls taints tls to
    tolerations topologySpreadConstraints volumeMounts volumes`,
};

/** Fields without which an object is of no use; objects/ declares them as always there. */
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
    'failed-creates': ['events'],
    'namespace-events': ['events'],
    'namespace-pods': ['pods'],
    ownerReferences: ['kind', 'name'],
    persistentVolumeClaim: ['claimName'],
    'containers.ports': ['containerPort'],
    'ephemeralContainers.ports': ['containerPort'],
    'initContainers.ports': ['containerPort'],
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

/** The name under which a field's own fields are looked up: with the field around it where that decides. */
export function placeOf(parent: string, field: string): string {
  const qualified = `${parent}.${field}`;
  return KINDS.has(qualified) || REQUIRED.has(qualified) ? qualified : field;
}

/** The fields that an object under this name needs to be of use. */
export function requiredOf(field: string): readonly string[] {
  return REQUIRED.get(field) ?? [];
}
