import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { keepPhotos } from '@/shared/photos/kept-photos'
import { recordingOf } from '@/shared/recordings/recording'
import { draw } from '@/shared/testing/draw'
import { stubNetwork } from '@/shared/testing/network'
import { jpeg } from '@/shared/testing/uploads'
import { storeDraft, storedDraft } from '@/shared/ui/stored-draft'
import { lookName, recordingsName } from './outbox/mend'
import { sendSoon } from './outbox/outbox'
import { OutgoingCard } from './outbox/outgoing-card'
import { store } from './outbox/store'
import { ReinspectPage } from './reinspect-page'

const get = 'GET /api/cases/c1'
const post = 'POST /api/cases/c1/reinspect'
const page = (operations: string[]) => ({
  id: 'c1',
  number: '20261120-0000088-5',
  version: 5,
  className: '绿地塌陷',
  text: '下沉约 20 厘米',
  place: { name: '春溪路绿化带' },
  attachments: [
    { id: 'b1', purpose: 'report' },
    { id: 'p1', purpose: 'proof' },
  ],
  operations,
})

const standAt = (longitude: number, latitude: number, accuracy: number) => {
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', {
    ...navigator,
    onLine: true,
    geolocation: {
      watchPosition: (found: (position: unknown) => void) => {
        queueMicrotask(() => found({ coords: { longitude, latitude, accuracy } }))
        return 1
      },
      clearWatch: () => undefined,
    },
  })
}

/** A phone that can record: what was recorded is shown only there. */
const canRecord = () => {
  vi.stubGlobal('MediaRecorder', { isTypeSupported: () => true })
  vi.stubGlobal('navigator', { ...navigator, onLine: true, mediaDevices: {} })
}

beforeEach(async () => {
  await store.outgoing.clear()
  await store.photos.clear()
})

const online = {
  'GET /api/session': { body: { account: { id: 'a1' } } },
  'POST /api/uploads': { status: 201, body: { id: 'now-1' } },
}

test('what a citizen reported is looked at before a unit is sent, and kept until there is a network', async () => {
  let away = true
  const verify = 'POST /api/cases/c1/verify'
  const network = stubNetwork({
    ...online,
    'GET /api/session': () => (away ? { offline: true } : { body: { account: { id: 'a1' } } }),
    [get]: { body: page(['verifyRequest']) },
    [verify]: { body: page([]) },
  })
  const onSent = vi.fn()
  const { person } = draw(
    <ReinspectPage account="a1" caseId="c1" question="verify" onBack={vi.fn()} onSent={onSent} />,
  )
  await person.upload(await screen.findByLabelText(/拍照/), jpeg('now.jpg'))
  await person.click(screen.getByRole('radio', { name: '没有发现' }))
  await person.click(screen.getByRole('button', { name: '提交核实' }))
  expect(screen.getByRole('alert').textContent).toContain('看到了什么')
  await person.type(screen.getByLabelText(/^说明/), '灯是亮的')
  await person.click(screen.getByRole('button', { name: '提交核实' }))
  await waitFor(() => expect(onSent).toHaveBeenCalled())
  expect(network.to(verify)).toEqual([])
  const [waiting] = await store.unsent('a1')
  const finished = waiting?.content.kind === 'look' ? waiting.content.foundAt : undefined
  expect(finished).toMatch(/^\d{4}-.*Z$/)
  away = false
  sendSoon()
  await waitFor(() => expect(network.to(verify)).toHaveLength(1))
  expect(network.to(verify)[0]?.body).toEqual({
    found: false,
    note: '灯是亮的',
    attachments: ['now-1'],
    // When the photo was taken, not when there was a network again; under its seal.
    seen: { foundAt: finished, seal: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
})

test('what was said at a verification goes along where recordings go, under its seal', async () => {
  canRecord()
  const verify = 'POST /api/cases/c1/verify'
  await keepPhotos(recordingsName(lookName('a1', 'c1')), [
    recordingOf([new Blob([new Uint8Array([1, 2, 3])])], 'audio/webm', 4),
  ])
  let uploads = 0
  const network = stubNetwork({
    ...online,
    'POST /api/uploads': () => ({ status: 201, body: { id: `up-${++uploads}` } }),
    [get]: { body: page(['verifyRequest']) },
    [verify]: { body: page([]) },
  })
  const onSent = vi.fn()
  const { person } = draw(
    <ReinspectPage account="a1" caseId="c1" question="verify" onBack={vi.fn()} onSent={onSent} />,
  )
  expect(await screen.findByLabelText('录音 1，4 秒')).toBeTruthy()
  await person.upload(screen.getByLabelText(/拍照/), jpeg('now.jpg'))
  await person.click(screen.getByRole('radio', { name: '没有发现' }))
  await person.type(screen.getByLabelText(/^说明/), '灯是亮的')
  await person.click(screen.getByRole('button', { name: '提交核实' }))
  await waitFor(() => expect(onSent).toHaveBeenCalled())
  await waitFor(() => expect(network.to(verify)).toHaveLength(1))
  expect(network.to(verify)[0]?.body).toMatchObject({
    found: false,
    note: '灯是亮的',
    attachments: ['up-1'],
    recordings: ['up-2'],
    seen: { seal: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(network.to('POST /api/uploads').map(({ headers }) => headers.get('Content-Type'))).toEqual([
    'image/jpeg',
    'audio/webm',
  ])
})

test('the photo from before stands beside the new one, and "not yet" asks what is missing', async () => {
  standAt(116.4, 39.9, 9)
  const network = stubNetwork({
    ...online,
    [get]: { body: page(['reinspectCase']) },
    [post]: { body: page([]) },
  })
  const onSent = vi.fn()
  const { person } = draw(<ReinspectPage account="a1" caseId="c1" onBack={vi.fn()} onSent={onSent} />)
  expect((await screen.findByRole('img', { name: '处置前，第 1 张' })).getAttribute('src')).toBe(
    '/api/cases/c1/attachments/b1?size=thumb',
  )
  await person.upload(screen.getByLabelText(/拍照/), jpeg('now.jpg'))
  expect(screen.getAllByRole('img', { name: 'now.jpg' })).toHaveLength(2)
  await person.click(screen.getByRole('radio', { name: '还没有处置好' }))
  await person.click(screen.getByRole('button', { name: '提交复查' }))
  expect(screen.getByRole('alert').textContent).toContain('还差什么')
  expect(network.to(post)).toEqual([])
  expect(screen.getByText(/误差约 9 米/)).toBeTruthy()
  await person.type(screen.getByLabelText(/^说明/), '土没有夯实')
  await person.click(screen.getByRole('button', { name: '提交复查' }))
  await waitFor(() => expect(onSent).toHaveBeenCalled())
  await waitFor(() => expect(network.to(post)).toHaveLength(1))
  expect(network.to(post)[0]?.body).toMatchObject({
    passed: false,
    note: '土没有夯实',
    attachments: ['now-1'],
    seen: { lon: 116.4, lat: 39.9, accuracyMetres: 9, seal: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(network.to(post)[0]?.headers.get('If-Match')).toBe('"5"')
})

test('where an inspector stood is where he took the photo, not where he opened the page in the morning', async () => {
  standAt(116.4, 39.9, 9)
  storeDraft(lookName('a1', 'c1'), {
    stoodAt: [116.1, 39.1],
    stoodWithin: 5,
    stoodSince: Date.now() - 3_600_000,
  })
  stubNetwork({ [get]: { body: page(['reinspectCase']) } })
  const { person } = draw(<ReinspectPage account="a1" caseId="c1" onBack={vi.fn()} onSent={vi.fn()} />)
  expect(await screen.findByText(/误差约 9 米/)).toBeTruthy()
  await person.upload(screen.getByLabelText(/拍照/), jpeg('now.jpg'))
  expect(storedDraft(lookName('a1', 'c1'), {})).toMatchObject({
    stoodAt: [116.4, 39.9],
    stoodWithin: 9,
    shotAt: expect.any(Number),
  })
})

test('a look at a case that changed meanwhile waits for a person, who may send it all the same', async () => {
  const network = stubNetwork({
    ...online,
    [get]: { body: { ...page(['reinspectCase']), version: 7 } },
    [post]: ({ headers }) =>
      headers.get('If-Match') === '"7"'
        ? { body: page([]) }
        : { status: 409, body: { type: '/problems/changed-meanwhile', title: '刚刚有了新的变化。' } },
  })
  await store.outgoing.add({
    account: 'a1',
    key: 'k',
    language: 'zh-CN',
    state: 'refused',
    faults: 1,
    refused: { slug: 'changed-meanwhile', message: '刚刚有了新的变化。' },
    content: { kind: 'look', caseId: 'c1', version: 5, title: '绿地塌陷', passed: true, note: '' },
  })
  const [outgoing] = await store.unsent('a1')
  if (!outgoing) throw new Error('not in the queue')
  const { person } = draw(<OutgoingCard outgoing={outgoing} onMend={async () => 'done'} />)
  expect(screen.getByText('刚刚有了新的变化。')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: '照样再发' }))
  await waitFor(async () => expect(await store.unsent('a1')).toEqual([]))
  expect(network.to(post)).toHaveLength(1)
})

test('a case that is no longer theirs to look at says so', async () => {
  stubNetwork({ [get]: { body: page([]) } })
  draw(<ReinspectPage account="a1" caseId="c1" onBack={vi.fn()} onSent={vi.fn()} />)
  expect(await screen.findByText(/已经不在您名下/)).toBeTruthy()
})
