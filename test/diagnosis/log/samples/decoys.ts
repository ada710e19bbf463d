import type { Sample } from './sample.ts';

/** Logs with other errors in them than the one that counts. */
export const DECOYS: readonly Sample[] = [
  {
    cause: 'application-error',
    name: 'license',
    text: `acme-render 9.1 starting
checking /etc/acme/license.dat
license expired on 2026-01-01`,
    line: 'license expired on 2026-01-01',
  },
  {
    cause: 'application-error',
    name: 'license invalid fatal',
    text: `2026-11-20 08:00:00 INFO Render node booting
2026-11-20 08:00:00 FATAL license key is invalid for host render-0`,
    line: 'license key is invalid',
  },
  {
    cause: 'application-error',
    name: 'invalid token is syntax',
    text: `render: invalid token '}' at /etc/app/template.tpl:14`,
    params: { file: '/etc/app/template.tpl' },
  },
  {
    cause: 'application-error',
    name: 'token expired own check',
    text: `activation: token expired 3 days ago, buy a new one`,
    line: 'token expired',
  },
  {
    cause: 'application-error',
    name: 'password policy',
    text: `FATAL admin password is too short: at least 12 characters`,
    line: 'password',
  },
  {
    cause: 'application-error',
    name: 'kafka info config dump',
    text: `2026-11-20 08:00:00,000 INFO ConsumerConfig values: 
	ssl.keystore.password = null
	sasl.jaas.config = null
	retry.backoff.ms = 100
	connections.max.idle.ms = 540000
2026-11-20 08:00:01,000 INFO Subscribed to topic(s): bills
2026-11-20 08:00:02,000 ERROR poison message at offset 31, giving up
java.lang.IllegalStateException: poison message at offset 31
	at com.acme.Bills.run(Bills.java:77)`,
    line: 'poison',
  },
  {
    cause: 'application-error',
    name: 'http client 404 handled',
    text: `INFO  GET http://zones/9 returned 404, using default
INFO  loading tariffs
INFO  loaded 12 tariffs
INFO  loaded 14 tariffs
INFO  checking
INFO  checking zones
ERROR no tariff for zone 9`,
    line: 'no tariff for zone 9',
  },
];
