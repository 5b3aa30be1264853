import { screen } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { speak } from '@/shared/i18n/i18n'
import { keepPhotos, keptPhotos } from '@/shared/photos/kept-photos'
import { recordingOf } from '@/shared/recordings/recording'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg } from '@/shared/testing/uploads'
import { storeDraft } from '@/shared/ui/stored-draft'
import { placeName, recordingsName } from '../outbox/mend'
import { lookSealOf } from '../outbox/seal'
import { isRecording, store } from '../outbox/store'
import { NewComponentPage } from './new-component-page'

const classes = [
  {
    scheme: 'gbt47678',
    issued: true,
    from: '2000-01-01',
    code: '01018',
    name: '路灯',
    nameEn: 'Street lamp',
  },
  { scheme: 'gbt47678', issued: true, from: '2099-01-01', code: '01019', name: '未来灯', nameEn: 'Later' },
  { scheme: 'gbt30428', issued: false, from: '2000-01-01', code: '0118', name: '旧路灯', nameEn: 'Old' },
]

/** A phone that can record: what was recorded is shown only there. */
const canRecord = () => {
  vi.stubGlobal('MediaRecorder', { isTypeSupported: () => true })
  vi.stubGlobal('navigator', { ...navigator, onLine: true, mediaDevices: {} })
}

/** Found by the phone, which the tests of the position field show. */
const placed = {
  state: null,
  moved: false,
  at: [116.4, 39.9],
  within: 6,
  classCode: '',
  name: '',
  text: '',
  phoneAt: '2026-11-20T10:15:00.000Z',
  key: null,
}

const network = () =>
  stubNetwork({
    'GET /api/patrol/places': {
      status: 200,
      body: [{ planId: 'p1', kind: 'census', title: '路灯普查', placeNo: 1, checklist: [] }],
    },
    'GET /api/component-classes': { status: 200, body: classes },
  })

test('a component that is not on record needs class, state, photo and position, and goes into the queue once, sealed', async () => {
  storeDraft(placeName('a1', 'p1', 0), placed)
  network()
  const onSent = vi.fn()
  const { person } = draw(<NewComponentPage account="a1" planId="p1" onBack={vi.fn()} onSent={onSent} />)
  await screen.findByRole('option', { name: '路灯' })
  // Of the generation in which identifiers are issued, and in force today.
  expect(screen.queryByRole('option', { name: '旧路灯' })).toBeNull()
  expect(screen.queryByRole('option', { name: '未来灯' })).toBeNull()
  await person.click(screen.getByRole('button', { name: '提交' }))
  expect(screen.getAllByRole('alert').length).toBeGreaterThanOrEqual(3)
  expect(await store.unsent('a1')).toEqual([])

  await person.selectOptions(screen.getByLabelText('部件类别'), '01018')
  expect(screen.getByLabelText<HTMLInputElement>('名称').value).toBe('路灯')
  await person.click(screen.getByRole('radio', { name: '完好' }))
  await person.upload(screen.getByLabelText(/拍照/), jpeg())
  await person.type(screen.getByLabelText(/说明/), '新装')
  await person.click(screen.getByRole('button', { name: '提交' }))
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledTimes(1))
  expect(await store.unsent('a1')).toMatchObject([
    {
      content: {
        kind: 'place',
        planId: 'p1',
        placeNo: 0,
        title: '路灯普查：路灯',
        result: 'differs',
        survey: { state: 'intact', lon: 116.4, lat: 39.9, accuracyMetres: 6 },
        found: { classCode: '01018', name: '路灯' },
        text: '新装',
        seal: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    },
  ])
})

test('what was said about a new component goes along behind its photos, under one seal, and leaves the form', async () => {
  const name = placeName('a1', 'p1', 0)
  storeDraft(name, placed)
  canRecord()
  const said = new Uint8Array([1, 2, 3])
  await keepPhotos(recordingsName(name), [recordingOf([new Blob([said])], 'audio/webm;codecs=opus', 3)])
  network()
  const onSent = vi.fn()
  const { person } = draw(<NewComponentPage account="a1" planId="p1" onBack={vi.fn()} onSent={onSent} />)
  expect(await screen.findByLabelText('录音 1，3 秒')).toBeTruthy()
  await screen.findByRole('option', { name: '路灯' })
  await person.selectOptions(screen.getByLabelText('部件类别'), '01018')
  await person.click(screen.getByRole('radio', { name: '完好' }))
  await person.upload(screen.getByLabelText(/拍照/), jpeg())
  await person.click(screen.getByRole('button', { name: '提交' }))
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledTimes(1))
  const [queued] = await store.unsent('a1')
  if (queued?.content.kind !== 'place') throw new Error('the queue holds no place')
  const { content } = queued
  const files = await store.photosOf(queued.key)
  expect(files.map(isRecording)).toEqual([false, true])
  expect([...new Uint8Array(files[1]?.bytes ?? new ArrayBuffer())]).toEqual([...said])
  const bytes = files.map((one) => one.bytes)
  expect(content.seal).toBe(await lookSealOf(content, bytes))
  expect(content.seal).not.toBe(await lookSealOf(content, bytes.slice(0, 1)))
  expect(await keptPhotos(recordingsName(name))).toEqual([])
})

test('the registry is in the language of the city, whatever the phone speaks', async () => {
  speak('en')
  onTestFinished(() => speak('zh-CN'))
  network()
  const { person } = draw(<NewComponentPage account="a1" planId="p1" onBack={vi.fn()} onSent={vi.fn()} />)
  await person.selectOptions(
    await screen.findByLabelText('Class'),
    await screen.findByRole('option', { name: 'Street lamp' }),
  )
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('路灯')
})
