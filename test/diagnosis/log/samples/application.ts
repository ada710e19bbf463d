import type { Sample } from './sample.ts';

const error = { cause: 'application-error' } as const;

export const APPLICATION: readonly Sample[] = [
  {
    ...error,
    name: 'a nil pointer in Go is not a segmentation fault',
    text: `2026/04/01 00:00:00 starting
panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a]

goroutine 1 [running]:
acme.io/shop/cart.(*Store).Get(...)
	/build/cart/store.go:31 +0x1d
main.main()
	/build/main.go:12 +0x2a
exit status 2`,
    params: { file: '/build/cart/store.go', row: 31 },
    line: 'nil pointer',
  },
  {
    ...error,
    name: 'an index in Go',
    text: 'panic: runtime error: index out of range [4] with length 3\n\ngoroutine 7 [running]:\nmain.work()\n\t/src/w.go:9 +0x11',
    params: { message: 'index out of range [4] with length 3', file: '/src/w.go' },
  },
  {
    ...error,
    name: 'a custom panic',
    text: 'panic: quota table is empty',
    params: { message: 'quota table is empty' },
  },
  {
    ...error,
    name: 'a deadlock',
    text: 'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\t/src/main.go:8 +0x2',
    line: 'deadlock',
  },
  {
    ...error,
    name: 'the root of a chain in the JVM',
    text: `2026-04-01T00:00:00.000Z ERROR 1 --- [main] o.s.boot.SpringApplication : Application run failed

org.springframework.beans.factory.BeanCreationException: Error creating bean with name 'tariffs'
	at org.springframework.beans.factory.support.AbstractBeanFactory.doGetBean(AbstractBeanFactory.java:337)
	at com.acme.Main.main(Main.java:9)
Caused by: org.springframework.beans.BeanInstantiationException: Failed to instantiate [com.acme.Tariffs]
	at org.springframework.beans.BeanUtils.instantiateClass(BeanUtils.java:223)
	... 18 common frames omitted
Caused by: java.lang.IllegalArgumentException: tariff "peak" ends before it begins
	at com.acme.Tariffs.check(Tariffs.java:40)
	... 21 common frames omitted`,
    params: {
      exception: 'java.lang.IllegalArgumentException',
      message: 'tariff "peak" ends before it begins',
    },
    line: 'Caused by: java.lang.IllegalArgumentException',
  },
  {
    ...error,
    name: 'a key error that is no variable',
    text: `Traceback (most recent call last):
  File "/srv/jobs/run.py", line 20, in <module>
    price = prices[sku]
            ~~~~~~^^^^^
KeyError: 'sku-9'`,
    params: { exception: 'KeyError', message: "'sku-9'", file: '/srv/jobs/run.py', row: 20 },
  },
  {
    ...error,
    name: 'an exception raised while another was handled',
    text: `Traceback (most recent call last):
  File "/srv/a.py", line 3, in load
    return cache[name]
KeyError: 'eu'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/a.py", line 9, in <module>
    load()
ValueError: region eu has no tariff`,
    params: { exception: 'ValueError', message: 'region eu has no tariff' },
  },
  {
    ...error,
    name: 'a type error in Node',
    text: `/app/src/rates.js:12
  return table.rows.length;
               ^

TypeError: Cannot read properties of undefined (reading 'rows')
    at rates (/app/src/rates.js:12:16)
    at Object.<anonymous> (/app/src/main.js:3:1)
    at Module._compile (node:internal/modules/cjs/loader:1358:14)

Node.js v20.11.1`,
    params: { exception: 'TypeError', file: '/app/src/rates.js', row: 12 },
  },
  {
    ...error,
    name: 'a rejected promise in Node',
    text: `[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block. The promise rejected with the reason "tenant 7 is locked".] {
  code: 'ERR_UNHANDLED_REJECTION'
}`,
    line: 'tenant 7',
  },
  {
    ...error,
    name: '.NET',
    text: `Unhandled exception. System.InvalidOperationException: Sequence contains no elements
   at System.Linq.ThrowHelper.ThrowNoElementsException()
   at Acme.Jobs.Nightly.Run() in /src/Nightly.cs:line 41`,
    params: {
      exception: 'System.InvalidOperationException',
      message: 'Sequence contains no elements',
      file: '/src/Nightly.cs',
      row: 41,
    },
  },
  {
    ...error,
    name: 'Ruby',
    text: '/app/lib/ledger.rb:8:in `Integer\': invalid value for Integer(): "abc" (ArgumentError)\n\tfrom /app/lib/ledger.rb:8:in `parse\'',
    params: { exception: 'ArgumentError', file: '/app/lib/ledger.rb', row: 8 },
  },
  {
    ...error,
    name: 'PHP',
    text: 'PHP Fatal error:  Uncaught TypeError: count(): Argument #1 must be of type Countable in /app/src/Cart.php:44\nStack trace:\n#0 /app/public/index.php(12): Cart->total()\n#1 {main}\n  thrown in /app/src/Cart.php on line 44',
    params: { exception: 'TypeError', file: '/app/src/Cart.php', row: 44 },
  },
  {
    ...error,
    name: 'Rust in one line',
    text: "thread 'main' panicked at 'index out of bounds: the len is 0 but the index is 0', src/main.rs:7:5",
    params: { file: 'src/main.rs', row: 7 },
  },
  {
    ...error,
    name: 'Rust in two lines',
    text: "thread 'worker-1' panicked at src/geo.rs:90:13:\ntile 9/4/2 has no parent\nstack backtrace:\n   0: rust_begin_unwind",
    params: { message: 'tile 9/4/2 has no parent', file: 'src/geo.rs', row: 90 },
  },
  {
    ...error,
    name: 'an error of main in Rust',
    text: 'Error: ParseManifest { line: 12, reason: "duplicate key" }',
    params: { exception: 'ParseManifest' },
  },
  {
    ...error,
    name: 'a flag',
    text: 'flag provided but not defined: -verbos\nUsage of /app/server:\n  -port int',
    params: { option: '-verbos' },
  },
];
