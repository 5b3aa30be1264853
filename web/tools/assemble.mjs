// Puts the apps, built apart, into the one tree that the host serves:
// citizen at /, desk at /desk/, field at /field/.
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const tree = fileURLToPath(new URL('../../src/Jiban.Host/wwwroot/', import.meta.url))

rmSync(tree, { recursive: true, force: true })
cpSync(`${dist}citizen`, tree, { recursive: true })
for (const app of ['desk', 'field']) cpSync(`${dist}${app}`, `${tree}${app}`, { recursive: true })
