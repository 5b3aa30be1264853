import { expect, test } from 'vitest'
import { sealOf } from './seal'

const bytes = (text: string) => new TextEncoder().encode(text).buffer

test('the seal of the example is the one that the server makes (FindingTests in Jiban.Patrol.Tests)', async () => {
  const sealed = {
    lon: 116.39747,
    lat: -39.90885,
    accuracyMetres: 8,
    foundAt: new Date(1_795_140_000_123).toISOString(),
    text: '绿化带下沉 𠮷',
  }
  expect(await sealOf(sealed, [bytes('a'), bytes('b')])).toBe(
    '76e50041a571d3f913da946dca539b2d31b15ce601b6d61605aaa7c795e9e9ae',
  )
})
