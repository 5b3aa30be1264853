import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const src = resolve(import.meta.dirname, '../..')

/** Chinese that is no word of a page: how dates, punctuation and the name of a language are written, and what a person types. */
const ofItsOwn = [
  'shared/i18n/punctuation.ts',
  'shared/measuring/measured.ts', // Quantities as people write them, recognised and never shown.
  'shared/time/civil-time.ts',
  'shared/ui/language-switch.tsx',
  'features/patrol/plans/typed-places.ts',
  'features/patrol/voice/voice-line.tsx',
  'features/requests-public/receipt-picture.ts',
]

const pages = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (path) =>
    /\.tsx?$/.test(path) &&
    !/\.test\.|\.d\.ts$|stage\.tsx?$|\/words[^/]*$|-words\.ts$|shared\/testing|shared\/terms/.test(path) &&
    !ofItsOwn.includes(path),
)

/** What is left without comments and without the words that stand with their English. */
const withoutWords = (code: string) =>
  code.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').replace(/defineWords\((?:[^()]|\([^)]*\))*\)/g, '')

test('no page speaks Chinese but in words that have their English: not a comma', () => {
  const spoken = pages.flatMap((path) =>
    (
      withoutWords(readFileSync(join(src, path), 'utf8')).match(
        /.*[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef].*/g,
      ) ?? []
    ).map((line) => `${path}: ${line.trim()}`),
  )
  expect(pages.length).toBeGreaterThan(200)
  expect(spoken).toEqual([])
})

const words = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /(\/words[^/]*|-words)\.ts$/.test(path),
)

test('English that counts things has words for one of them, too', () => {
  const plurals = words.flatMap((path) => {
    const text = readFileSync(join(src, path), 'utf8')
    return [...text.matchAll(/^ +'?([\w.-]+)'?:\s*(['"`]).*\{\{count\}\} [a-z]+s\b.*\2,$/gm)]
      .map(([, word]) => word)
      .filter((word) => !new RegExp(`\\b${word}_one\\b'?: ?\n? *['"\`]`).test(text))
      .map((word) => `${path}: ${word}`)
  })
  expect(words.length).toBeGreaterThan(40)
  expect(plurals).toEqual([])
})
