import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const css = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8')

const block = (selector: string) => {
  const start = css.indexOf(`${selector} {`)
  const body = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries(
    [...body.matchAll(/(--[a-z-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
  )
}

const light = block(':root')
const themes = { light, dark: { ...light, ...block(':root[data-theme="dark"]') } }

const luminance = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2: the ratio of two colours, 1 to 21. */
const contrast = (one: string, other: string) => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const texts = ['--ink', '--ink-soft', '--brand', '--time-calm', '--time-half', '--time-tenth', '--time-late']
const grounds = ['--paper', '--ground', '--raised', '--brand-soft', '--late-soft']

for (const [name, theme] of Object.entries(themes)) {
  const colour = (token: string) => theme[token] ?? ''

  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground])))(
    `${name}: %s can be read on %s`,
    (text, ground) => {
      expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(Object.keys(theme).filter((token) => token.startsWith('--class-')))(
    `${name}: a dot of %s can be told from the map under it`,
    (token) => {
      for (const ground of ['--map-ground', '--map-building', '--map-green', '--map-water'])
        expect(contrast(colour(token), colour(ground))).toBeGreaterThanOrEqual(3)
    },
  )

  test(`${name}: words on the brand colour and the edges of fields can be seen`, () => {
    expect(contrast(colour('--on-brand'), colour('--brand'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colour('--edge'), colour('--paper'))).toBeGreaterThanOrEqual(3)
  })
}
