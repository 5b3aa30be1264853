import { act, screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { VoiceLine } from './voice-line'

class Dictation {
  static last: Dictation
  static available = vi.fn(async () => 'available')
  processLocally = false
  lang = ''
  onresult?: (event: { results: { transcript: string }[][] }) => void
  onerror?: (event: { error: string }) => void
  onend?: () => void
  constructor() {
    Dictation.last = this
  }
  start() {}
  stop() {
    this.onend?.()
  }
  abort() {}
}

function Line() {
  const [text, setText] = useState('西门')
  return (
    <>
      <output>{text}</output>
      <VoiceLine text={text} max={10} onChange={setText} />
    </>
  )
}

test('what is said is recognised on the phone alone and added to what is written', async () => {
  vi.stubGlobal('SpeechRecognition', Dictation)
  Dictation.available.mockResolvedValue('available')
  const { person } = draw(<Line />)
  await person.click(await screen.findByRole('button', { name: '说话转文字' }))
  expect(Dictation.available).toHaveBeenCalledWith({ langs: ['zh-CN'], processLocally: true })
  expect(Dictation.last.processLocally).toBe(true)
  expect(screen.getByText('正在听，只在手机里识别')).toBeTruthy()
  act(() =>
    Dictation.last.onresult?.({ results: [[{ transcript: '路灯不亮了' }], [{ transcript: '很黑很黑' }]] }),
  )
  await person.click(screen.getByRole('button', { name: '说完了' }))
  expect(screen.queryByText('正在听，只在手机里识别')).toBeNull()
  expect(document.querySelector('output')?.textContent).toBe('西门，路灯不亮了很黑')
})

test('where the voice would be sent to somebody else there is no button, and the keyboard is named', async () => {
  for (const type of [undefined, { available: async () => 'downloadable' }, class {}]) {
    vi.stubGlobal('SpeechRecognition', type)
    const { unmount } = draw(<Line />)
    expect(await screen.findByText(/我们不会把声音发到别处/)).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
    unmount()
  }
})

test('a microphone that is not allowed is told', async () => {
  vi.stubGlobal('SpeechRecognition', Dictation)
  Dictation.available.mockResolvedValue('available')
  const { person } = draw(<Line />)
  await person.click(await screen.findByRole('button', { name: '说话转文字' }))
  act(() => Dictation.last.onerror?.({ error: 'not-allowed' }))
  expect(screen.getByText(/没有话筒许可/)).toBeTruthy()
})
