import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const src = resolve(import.meta.dirname, '..')

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => join(src, path))

/** `features/cases`, `shared`, `desk` …: the part of the house that a file stands in. */
const part = (file: string) => {
  const [first = '', second = ''] = relative(src, file).split('/')
  return first === 'features' ? `features/${second}` : first
}

const imports = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => name.startsWith('.') || name.startsWith('@/'))
    .map((name) => (name.startsWith('@/') ? join(src, name.slice(2)) : resolve(dirname(file), name)))

const mayImport = (from: string, to: string) =>
  from === to ||
  to === 'shared' ||
  (!from.startsWith('features/') && from !== 'shared' && to.startsWith('features/'))

test('features import only themselves and shared; shared imports only itself; apps import no other app', () => {
  const trespasses = sources.flatMap((file) =>
    imports(file)
      .filter((target) => !mayImport(part(file), part(target)))
      .map((target) => `${relative(src, file)} → ${relative(src, target)}`),
  )
  expect(sources.length).toBeGreaterThan(10)
  expect(trespasses).toEqual([])
})

test('the choice of a few words is the one with a single Tab stop, everywhere', () => {
  const bare = sources.filter((file) =>
    /import \{[^}]*\bSegmented\b[^}]*\} from 'antd'/.test(readFileSync(file, 'utf8')),
  )
  expect(bare.map((file) => relative(src, file))).toEqual(['shared/ui/segmented.tsx'])
})
