import type { Container, SecurityContext } from '../../src/diagnosis/objects/container.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import { forContainers, type SecurityFix, type Template } from './security-fix.ts';

/** What the level `restricted` asks for on top of `baseline`, by the check's words. */
export const RESTRICTED_FIXES: readonly (readonly [
  check: RegExp,
  fix: (template: Template) => SecurityFix | undefined,
])[] = [
  [/^allowPrivilegeEscalation/, noEscalation],
  [/^unrestricted capabilities/, dropAll],
  [/^runAsNonRoot/, nonRoot],
  [/^runAsUser=0/, notUserZero],
  [/^seccompProfile/, seccomp],
  [/^restricted volume types/, volumeTypes],
];

function noEscalation(template: Template): SecurityFix | undefined {
  const meant = forContainers(
    template,
    ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false,
    () => ({ securityContext: { allowPrivilegeEscalation: false } }),
  );
  return meant && { ...meant, shown: `securityContext.allowPrivilegeEscalation: false (${meant.names})` };
}

/** The one capability that may be added: to listen on ports below 1024. */
const ALLOWED = 'NET_BIND_SERVICE';

function dropAll(template: Template): SecurityFix | undefined {
  const addedBy = ({ securityContext }: Container) =>
    (securityContext?.capabilities?.add ?? []).filter((name) => name !== ALLOWED);
  const isDropped = ({ securityContext }: Container) => securityContext?.capabilities?.drop?.includes('ALL');
  const meant = forContainers(
    template,
    (one) => !isDropped(one) || addedBy(one).length > 0,
    (one) => {
      const kept = one.securityContext?.capabilities?.add?.filter((name) => name === ALLOWED) ?? [];
      const add = addedBy(one).length > 0 ? { add: kept.length > 0 ? kept : null } : {};
      return { securityContext: { capabilities: { drop: ['ALL'], ...add } } };
    },
  );
  const taken = [...new Set(template.containers.flatMap(addedBy))];
  return (
    meant && {
      ...meant,
      shown: `securityContext.capabilities.drop: ["ALL"] (${meant.names})`,
      ...(taken.length > 0 ? { taken: `capabilities ${taken.join(', ')}` } : {}),
    }
  );
}

function nonRoot({ template, containers }: Template): SecurityFix {
  const set = forContainers(
    { template, containers },
    ({ securityContext }) => securityContext?.runAsNonRoot === false,
    () => ({ securityContext: { runAsNonRoot: null } }),
  );
  return {
    pod: { securityContext: { runAsNonRoot: true } },
    ...(set ? { containers: set.containers } : {}),
    shown: `securityContext.runAsNonRoot: true on the pod${set ? `, none on ${set.names}` : ''}`,
  };
}

function notUserZero(template: Template): SecurityFix {
  const isZero = (context: SecurityContext | undefined) => context?.runAsUser === 0;
  const set = forContainers(
    template,
    ({ securityContext }) => isZero(securityContext),
    () => ({ securityContext: { runAsUser: null } }),
  );
  const isPod = isZero(template.template?.spec?.securityContext);
  return {
    ...(isPod ? { pod: { securityContext: { runAsUser: null } } } : {}),
    ...(set ? { containers: set.containers } : {}),
    shown: `no runAsUser: 0 (${[...(isPod ? ['pod'] : []), ...(set ? [set.names] : [])].join(', ')})`,
    taken: 'user root (runAsUser 0)',
  };
}

const GOOD_PROFILES: readonly (string | undefined)[] = [undefined, 'RuntimeDefault', 'Localhost'];

function seccomp(template: Template): SecurityFix {
  const set = forContainers(
    template,
    ({ securityContext }) => !GOOD_PROFILES.includes(securityContext?.seccompProfile?.type),
    () => ({ securityContext: { seccompProfile: null } }),
  );
  return {
    pod: { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
    ...(set ? { containers: set.containers } : {}),
    shown: `securityContext.seccompProfile.type: RuntimeDefault on the pod${set ? `, none on ${set.names}` : ''}`,
  };
}

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
  'image',
];

function volumeTypes({ template }: Template): SecurityFix {
  const refused = (template?.spec?.volumes ?? []).filter((volume) => !VOLUMES.some((type) => type in volume));
  return {
    shown: `a PersistentVolumeClaim in place of ${refused.map(nameAndType).join(', ') || 'the volumes'}`,
    byHand: true,
  };
}

function nameAndType(volume: Volume): string {
  const type = Object.keys(volume).find((key) => key !== 'name');
  return `volume ${volume.name}${type ? ` (${type})` : ''}`;
}
