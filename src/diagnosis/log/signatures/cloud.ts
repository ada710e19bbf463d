import { type Signature, WEIGHT } from '../signature.ts';

const rejected = { cause: 'dependency-rejected', confidence: 'certain', weight: WEIGHT.decisive } as const;
const credentials = { reason: 'credentials' } as const;

/** Credentials that the SDKs of the clouds don't find, or that the clouds refuse. */
export const CLOUD: readonly Signature[] = [
  {
    ...rejected,
    id: 'cloud/aws-credentials',
    needles: [
      'unable to locate credentials',
      'nocredentialproviders',
      'could not load credentials',
      'unable to load credentials',
      'unable to load aws credentials',
      'failed to refresh cached credentials',
      'nocredentialserror',
      'no valid credential',
      'credentialsprovidererror',
      'no ec2 imds role',
      'missing credentials in config',
    ],
    pattern:
      /Unable to locate credentials|NoCredentialProviders|Could not load credentials from any providers|Unable to load (?:AWS )?credentials|failed to refresh cached credentials|NoCredentialsError|no valid credential sources?|CredentialsProviderError|Missing credentials in config/i,
    params: { service: 'aws', reason: 'credentials-missing' },
  },
  {
    ...rejected,
    weight: WEIGHT.decisive + 1,
    id: 'cloud/aws-denied',
    needles: [
      'accessdenied',
      'invalidclienttokenid',
      'signaturedoesnotmatch',
      'expiredtoken',
      'invalidaccesskeyid',
      'unrecognizedclientexception',
      'not authorized to perform',
      'assumerolewithwebidentity',
      'nosuchbucket',
      'invalididentitytoken',
    ],
    pattern:
      /\b(?<reason>InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken(?:Exception)?|InvalidAccessKeyId|UnrecognizedClientException|NoSuchBucket|InvalidIdentityToken)\b|(?:\(|Code: ?|"|api error )(?<reason2>AccessDenied)\b(?:: Not authorized to perform (?<verb2>sts:\w{1,60}))?|Not authorized to perform (?<verb3>sts:\w{1,60})|\b(?<reason3>AccessDenied(?:Exception)?): (?:User|Access Denied)|User: (?<user>arn:\S{1,200}) is not authorized to perform: (?<verb>[\w:*]{1,80})/,
    params: { service: 'aws' },
  },
  {
    ...rejected,
    id: 'cloud/google',
    needles: [
      'default credentials',
      'google_application_credentials',
      'permission_denied',
      'denied on resource',
      'oauth2: cannot fetch token',
      'invalid_grant',
    ],
    pattern:
      /could not find default credentials|Could not load the default credentials|default credentials were not found|oauth2: (?:cannot fetch token|"invalid_grant")|invalid_grant|Permission '?(?<verb>[a-z]\w{0,40}(?:\.\w{1,60}){2})'? denied on resource|PERMISSION_DENIED: (?<message>.{1,200})/i,
    params: { service: 'google', ...credentials },
  },
  {
    ...rejected,
    id: 'cloud/azure',
    needles: ['defaultazurecredential', 'aadsts', 'managedidentitycredential', 'credentialunavailable'],
    pattern:
      /DefaultAzureCredential(?: failed)?|(?<reason>AADSTS\d{4,7})|ManagedIdentityCredential|CredentialUnavailable\w*/,
    params: { service: 'azure', ...credentials },
  },
];
