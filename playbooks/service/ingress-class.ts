import { computed, fromObject } from '../../src/diagnosis/evidence.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Ingress, IngressClass } from '../../src/diagnosis/objects/traffic.ts';
import { ageOf, type ServiceFound, type ServiceView } from './scene.ts';

/** What named the class before there was a field for it; a controller may know the value without an object of that name. */
const ANNOTATION = 'kubernetes.io/ingress.class';
const DEFAULT = 'ingressclass.kubernetes.io/is-default-class';
/** Served by Google's controller, which has no IngressClass (https://cloud.google.com/kubernetes-engine/docs/concepts/ingress). */
const WITHOUT_CLASS = new Set(['gce', 'gce-internal']);
/** Seconds after which an Ingress that somebody serves has an address. */
const SERVED_SECONDS = 600;

/** The Ingress names a class that does not exist, or none where none is the default. */
export function judgeClass(view: ServiceView, ingress: Ingress): readonly ServiceFound[] {
  const field = ingress.spec?.ingressClassName;
  const annotation = ingress.metadata?.annotations?.[ANNOTATION];
  const isServed = Boolean(ingress.status?.loadBalancer?.ingress?.length);
  // An address is a controller's word that it is its own.
  if (isServed && !field) return [];
  const classes = view.get({ section: 'ingress-classes' });
  if (classes.status !== 'ok') return [];
  const known = classes.value;
  if (field) return hasClass(known, field) ? [] : [missing(view, field, known, isServed)];
  if (annotation) return judgeAnnotation(view, annotation, known);
  return judgeUnnamed(view, ingress, known);
}

function hasClass(classes: readonly IngressClass[], name: string): boolean {
  return namesOf(classes).includes(name);
}

function isDefault({ metadata }: IngressClass): boolean {
  return metadata?.annotations?.[DEFAULT] === 'true';
}

function missing(
  view: ServiceView,
  field: string,
  classes: readonly IngressClass[],
  isServed: boolean,
): ServiceFound {
  const near = nearNames(field, namesOf(classes));
  return {
    cause: 'ingress-class-missing',
    confidence: isServed ? 'likely' : 'certain',
    params: {
      ingress: view.target.name,
      missing: field,
      ...known(classes),
      ...choice(classes, near),
    },
    evidence: [
      fromObject('Ingress', view.target.name, 'spec.ingressClassName', field),
      classesEvidence(classes),
    ],
  };
}

/** Without an object of that name a controller may still go by the annotation: only a near miss of one tells. */
function judgeAnnotation(
  view: ServiceView,
  annotation: string,
  classes: readonly IngressClass[],
): readonly ServiceFound[] {
  const near = nearNames(annotation, namesOf(classes));
  if (hasClass(classes, annotation) || WITHOUT_CLASS.has(annotation) || near.length === 0) return [];
  const [best = ''] = near;
  return [
    {
      cause: 'ingress-class-missing',
      confidence: 'likely',
      params: {
        ingress: view.target.name,
        missing: annotation,
        annotation: ANNOTATION,
        ...known(classes),
        annotated: best,
        annotationValue: `${ANNOTATION}=${best}`,
      },
      evidence: [
        fromObject('Ingress', view.target.name, `metadata.annotations[${ANNOTATION}]`, annotation),
        classesEvidence(classes),
      ],
    },
  ];
}

function judgeUnnamed(
  view: ServiceView,
  ingress: Ingress,
  classes: readonly IngressClass[],
): readonly ServiceFound[] {
  // Some clouds serve an Ingress without any class; they need minutes for the address.
  if (classes.some(isDefault) || (classes.length === 0 && !(ageOf(view, ingress) >= SERVED_SECONDS)))
    return [];
  return [
    {
      cause: 'ingress-class-missing',
      confidence: classes.length === 0 ? 'possible' : 'likely',
      params: {
        ingress: view.target.name,
        unnamed: 'no class',
        ...known(classes),
        ...choice(classes, namesOf(classes)),
      },
      evidence: [
        fromObject('Ingress', view.target.name, 'spec.ingressClassName', 'none'),
        classesEvidence(classes),
      ],
    },
  ];
}

function namesOf(classes: readonly IngressClass[]): readonly string[] {
  return classes.map(nameOf);
}

function known(classes: readonly IngressClass[]) {
  return { classes: namesOf(classes), none: classes.length === 0 ? 'no IngressClass' : undefined };
}

/** The class to name: the nearest, or the only one. */
function choice(classes: readonly IngressClass[], near: readonly string[]) {
  const names = namesOf(classes);
  const better = near.length === 1 || names.length !== 1 ? near[0] : names[0];
  const isPlain = better !== undefined && (near.length === 1 || names.length === 1);
  return {
    better: isPlain ? better : undefined,
    classPatch: isPlain ? JSON.stringify({ spec: { ingressClassName: better } }) : undefined,
    open: isPlain ? undefined : 'one of them',
  };
}

function classesEvidence(classes: readonly IngressClass[]) {
  const texts = classes.map((one) => {
    const mark = isDefault(one) ? ', default' : '';
    return `${nameOf(one)} (${one.spec?.controller ?? 'no controller'}${mark})`;
  });
  return computed('ingressclasses', texts.join('\n') || 'none');
}
