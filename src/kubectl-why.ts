#!/usr/bin/env node
// kubectl runs a program named kubectl-why for `kubectl why …`.
process.argv.splice(2, 0, 'why');
await import('./main.ts');
