import { act, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Photo } from '@/shared/photos/photo'
import { draw } from '@/shared/testing/draw'
import { RecordingsField } from './recordings-field'

class Recorder {
  static isTypeSupported = (type: string) => type === 'audio/webm;codecs=opus'
  static last: Recorder
  state: 'inactive' | 'recording' = 'inactive'
  ondataavailable?: (event: { data: Blob }) => void
  onstop?: () => void
  constructor() {
    Recorder.last = this
  }
  start() {
    this.state = 'recording'
  }
  stop() {
    this.state = 'inactive'
    this.ondataavailable?.({ data: new Blob(['sound']) })
    this.onstop?.()
  }
}

const letGo = vi.fn()
const allow = (getUserMedia: () => Promise<unknown>) => {
  vi.stubGlobal('MediaRecorder', Recorder)
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } })
  URL.createObjectURL = () => 'blob:recording'
  URL.revokeObjectURL = () => {}
}

afterEach(() => {
  Reflect.deleteProperty(navigator, 'mediaDevices')
  vi.useRealTimers()
})

const kept: { now: readonly Photo[] } = { now: [] }
const onBusy = vi.fn()
function Field() {
  const [recordings, setRecordings] = useState<readonly Photo[]>([])
  kept.now = recordings
  return <RecordingsField recordings={recordings} onChange={setRecordings} onBusy={onBusy} />
}

test('a tap records, another stops, what was said is played back and may be thrown away, and the microphone is let go', async () => {
  allow(async () => ({ getTracks: () => [{ stop: letGo }] }))
  const { person } = draw(<Field />)
  await person.click(screen.getByRole('button', { name: '开始录音' }))
  expect(await screen.findByText(/正在录音/)).toBeTruthy()
  expect(onBusy).toHaveBeenLastCalledWith(true)
  expect(letGo).not.toHaveBeenCalled()
  await person.click(screen.getByRole('button', { name: '停止录音' }))
  expect(await screen.findByLabelText('录音 1，1 秒')).toBeTruthy()
  expect(letGo).toHaveBeenCalledOnce()
  expect(onBusy).toHaveBeenLastCalledWith(false)
  // The container alone: the server compares it with what it finds.
  expect(kept.now.map(({ file }) => [file.name, file.type])).toEqual([['1s.webm', 'audio/webm']])
  await person.click(screen.getByRole('button', { name: '删除录音 1' }))
  expect(kept.now).toEqual([])
})

test('three are enough, and two minutes are the end of one', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  allow(async () => ({ getTracks: () => [{ stop: letGo }] }))
  const { person } = draw(<Field />)
  await person.click(screen.getByRole('button', { name: '开始录音' }))
  await screen.findByText(/正在录音/)
  act(() => void vi.advanceTimersByTime(121_000))
  expect(await screen.findByLabelText('录音 1，120 秒')).toBeTruthy()
  vi.useRealTimers()
  for (const nth of [2, 3]) {
    await person.click(screen.getByRole('button', { name: '开始录音' }))
    await person.click(await screen.findByRole('button', { name: '停止录音' }))
    await screen.findByLabelText(`录音 ${nth}，1 秒`)
  }
  expect(screen.queryByRole('button', { name: '开始录音' })).toBeNull()
})

test('a microphone that is not allowed is told, and where nothing can be recorded nothing is offered', async () => {
  allow(async () => {
    throw new DOMException('no', 'NotAllowedError')
  })
  const { person, unmount } = draw(<Field />)
  await person.click(screen.getByRole('button', { name: '开始录音' }))
  expect(await screen.findByText(/没有话筒许可/)).toBeTruthy()
  unmount()
  vi.stubGlobal('MediaRecorder', undefined)
  draw(<Field />)
  expect(screen.queryByRole('button', { name: '开始录音' })).toBeNull()
})
