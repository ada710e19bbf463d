import type { Condition, ObjectMeta } from './meta.ts';

/** cert-manager.io/v1 Certificate: https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateStatus */
export interface Certificate {
  readonly metadata?: ObjectMeta;
  readonly status?: {
    /** Ready, Issuing. */
    readonly conditions?: readonly Condition[];
    /** Of the certificate that is in its Secret; absent where there is none. */
    readonly notBefore?: string;
    readonly notAfter?: string;
    /** When it is to be issued anew. */
    readonly renewalTime?: string;
    /** In a row, up to now. */
    readonly failedIssuanceAttempts?: number;
  };
}
