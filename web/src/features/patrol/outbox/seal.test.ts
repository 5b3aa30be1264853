import { expect, test } from 'vitest'
import { checkSealOf, lookSealOf, measurementSealOf, sealOf } from './seal'

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
  expect(await sealOf({ ...sealed, component: '99010101018000007' }, [bytes('a'), bytes('b')])).toBe(
    'b7e15bf756128c92bdb94c46eac714fb8aec5ca26e559587af77b629cc10a688',
  )
  const look = {
    planId: '00000000-0000-0000-0000-000000000001',
    placeNo: 3,
    result: 'found' as const,
    answers: [true, false],
    foundAt: sealed.foundAt,
    text: sealed.text,
  }
  expect(await lookSealOf(look, [bytes('a'), bytes('b')])).toBe(
    '68017d42a1ca4de97c6e1997e466e9693185181728aa211264b663da74e39a06',
  )
  const stood = { lon: sealed.lon, lat: sealed.lat, accuracyMetres: 8 }
  expect(await lookSealOf({ ...look, stood }, [bytes('a'), bytes('b')])).toBe(
    'fa5d7424e912c531cdd788b729b380676dbf4621e6370fa41bad23ff03b4c7ae',
  )
  const sizes = [
    { dimension: 'area' as const, value: 120 },
    { dimension: 'depth' as const, value: 30 },
  ]
  expect(await sealOf({ ...sealed, component: '99010101018000007', sizes }, [bytes('a'), bytes('b')])).toBe(
    'e12d4016c35bfbd026a3d71043558c9d6f78aafcae2dc41730076e01112ccd27',
  )
  expect(
    await lookSealOf({ ...look, sizes: [{ dimension: 'count', value: 3 }] }, [bytes('a'), bytes('b')]),
  ).toBe('9a57a87d0972dee0d40eab2cbb3c0cf5efa5147045466e0f90164236f8eb79da')
})

test('the seal of a second look is the one that the server makes (SeenOnSiteTests in Jiban.Cases.Tests)', async () => {
  const look = {
    kind: 'look' as const,
    caseId: '00000000-0000-0000-0000-000000000001',
    version: 5,
    title: '',
    passed: true,
    note: '绿化带下沉 𠮷',
    foundAt: new Date(1_795_140_000_123).toISOString(),
    stood: { lon: 116.39747, lat: -39.90885, accuracyMetres: 8 },
  }
  expect(await checkSealOf(look, [bytes('a'), bytes('b')])).toBe(
    '8bd9c4287f70bb3859670b2187816a4b20aaf1027380be531cfe0d74dc1a9d32',
  )
  const { stood: _, ...nowhere } = look
  const seals = [look, nowhere, { ...look, passed: false }, { ...look, verifies: true }]
  expect(new Set(await Promise.all(seals.map((one) => checkSealOf(one, [])))).size).toBe(4)
})

const there = {
  lon: 116.39747,
  lat: -39.90885,
  accuracyMetres: 8,
  foundAt: new Date(1_795_140_000_123).toISOString(),
}

test('the seal of a measurement is the one that the server makes (MeasurementSealTests in Jiban.City.Tests)', async () => {
  const measured = { ...there, component: '99010101018000007', quantity: '沉降', value: 12.5, unit: 'cm' }
  expect(await measurementSealOf(measured, [bytes('a')])).toBe(
    'fd0185ed7352b2b6da392c25e3a4546ac981493306ae7b5350f6a718a167cfa8',
  )
  expect(await measurementSealOf({ ...measured, value: 12.6 }, [bytes('a')])).not.toBe(
    await measurementSealOf(measured, [bytes('a')]),
  )
  const { value: _, unit: __, ...clock } = { ...measured, quantity: '亮灯时刻', clock: '18:15' }
  expect(await measurementSealOf(clock, [bytes('a')])).toBe(
    '685ff55f618efc1dff40015de93940817ab293218ae8cf4b2c9e913b40fcb876',
  )
})

test('the seals of a census are those that the server makes (FindingTests in Jiban.Patrol.Tests)', async () => {
  const look = {
    planId: '00000000-0000-0000-0000-000000000001',
    placeNo: 3,
    result: 'differs' as const,
    answers: [],
    foundAt: there.foundAt,
    text: '歪了',
  }
  const { foundAt: _, ...at } = there
  const photos = [bytes('a'), bytes('b')]
  expect(await lookSealOf({ ...look, survey: { state: 'damaged', ...at } }, photos)).toBe(
    '5f914411d3cd2d9ada86b7650b9f4dcacf03a965e788384846cd9038cb6cf27c',
  )
  const stood = { lon: 116.39748, lat: -39.90886, accuracyMetres: 5 }
  const recording = bytes('c')
  expect(
    await lookSealOf({ ...look, survey: { state: 'damaged', ...at }, stood }, [...photos, recording]),
  ).toBe('00caf5ae401110e302466e933735f22d7522660400ccd0486754927071169bad')
  expect(await lookSealOf({ ...look, text: '', survey: { state: 'lost' } }, photos)).toBe(
    'a467a1f4c3817cd1d20836738f0d81765f8a9bb9ba7313d0004d42ad3dc0a092',
  )
  const found = { classCode: '01018', name: '路灯' }
  expect(await lookSealOf({ ...look, text: '新装', found, survey: { state: 'intact', ...at } }, photos)).toBe(
    'f4d5273d43befc115f0c95f1356ff59d163f4df0ba04d4bdb75d637a1e4c56fa',
  )
})
