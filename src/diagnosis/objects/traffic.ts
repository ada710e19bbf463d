import type { IntOrString, LabelSelector, ObjectMeta } from './meta.ts';

/** core/v1 Service, as far as a judgement reads it. */
export interface Service {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly type?: string;
    /** `None` for a headless Service. */
    readonly clusterIP?: string;
    /** Labels of the pods behind it; without one somebody else writes its endpoints. */
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly ServicePort[];
    readonly externalName?: string;
    readonly publishNotReadyAddresses?: boolean;
    readonly loadBalancerClass?: string;
    /** `Local`: only pods of the node that a connection comes from, or in at, are sent to. */
    readonly internalTrafficPolicy?: string;
    readonly externalTrafficPolicy?: string;
  };
  readonly status?: {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[];
    };
  };
}

export interface ServicePort {
  readonly name?: string;
  readonly port?: number;
  /** A number, or the name of a port that the pods' containers declare. `port` where absent. */
  readonly targetPort?: IntOrString;
  readonly protocol?: string;
}

/** discovery.k8s.io/v1 EndpointSlice: one of the lists that traffic to a Service is spread over. */
export interface EndpointSlice {
  readonly metadata?: ObjectMeta;
  readonly endpoints?: readonly {
    readonly addresses?: readonly string[];
    /** `ready` absent counts as ready: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#ready */
    readonly conditions?: {
      readonly ready?: boolean;
      readonly serving?: boolean;
      readonly terminating?: boolean;
    };
    readonly nodeName?: string;
    readonly targetRef?: { readonly kind?: string; readonly namespace?: string; readonly name?: string };
  }[];
  readonly ports?: readonly {
    readonly name?: string;
    readonly port?: number;
    readonly protocol?: string;
  }[];
}

export interface IngressBackend {
  readonly service?: {
    readonly name?: string;
    readonly port?: { readonly name?: string; readonly number?: number };
  };
}

/** networking.k8s.io/v1 Ingress. */
export interface Ingress {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: IngressBackend;
    readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: {
        readonly paths?: readonly { readonly path?: string; readonly backend?: IngressBackend }[];
      };
    }[];
  };
  readonly status?: Service['status'];
}

/** networking.k8s.io/v1 IngressClass; the default one is annotated `ingressclass.kubernetes.io/is-default-class`. */
export interface IngressClass {
  readonly metadata?: ObjectMeta;
  readonly spec?: { readonly controller?: string };
}

export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] };
}

export interface NetworkPolicyPort {
  readonly port?: IntOrString;
  readonly endPort?: number;
  readonly protocol?: string;
}

/** networking.k8s.io/v1 NetworkPolicy. */
export interface NetworkPolicy {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    /** Empty: every pod of the namespace. */
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly {
      readonly from?: readonly NetworkPolicyPeer[];
      readonly ports?: readonly NetworkPolicyPort[];
    }[];
    readonly egress?: readonly {
      readonly to?: readonly NetworkPolicyPeer[];
      readonly ports?: readonly NetworkPolicyPort[];
    }[];
  };
}
