/**
 * One character of the names that Kubernetes makes up, as a regular expression: no vowels, and no digits that look like
 * letters (https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go).
 */
export const GENERATED = '[bcdfghjklmnpqrstvwxz2456789]';
