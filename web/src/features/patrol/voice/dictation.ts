import { useCallback, useEffect, useRef, useState } from 'react'
import { language } from '@/shared/i18n/i18n'

/** What of the browser's dictation is used here. The types of the DOM do not have it yet. */
interface Recognition {
  lang: string
  continuous: boolean
  interimResults: boolean
  processLocally: boolean
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
  start: () => void
  stop: () => void
  abort: () => void
}
interface RecognitionType {
  new (): Recognition
  /** Whether words of a language are recognised without a service; missing in browsers that can't say. */
  available?: (wanted: { langs: string[]; processLocally: true }) => Promise<string>
}

const recognitionType = (): RecognitionType | undefined =>
  (globalThis as { SpeechRecognition?: RecognitionType }).SpeechRecognition

/**
 * Whether this phone recognises speech by itself. A browser that can't say so sends the voice to its maker, and is not used: what is said in the
 * street may name people.
 */
export const hearsLocally = async (lang: string): Promise<boolean> => {
  const type = recognitionType()
  if (!type?.available) return false
  return (await type.available({ langs: [lang], processLocally: true }).catch(() => '')) === 'available'
}

export type DictationState = 'asking' | 'unable' | 'idle' | 'hearing' | 'failed' | 'denied'

/** Dictation on the phone alone. `onWords` gets what was said since it began, each time it is finished. */
export const useDictation = (onWords: (words: string) => void) => {
  const [state, setState] = useState<DictationState>('asking')
  const running = useRef<Recognition>(undefined)
  const told = useRef(onWords)
  told.current = onWords
  useEffect(() => {
    let over = false
    void hearsLocally(language()).then((can) => over || setState(can ? 'idle' : 'unable'))
    return () => {
      over = true
      running.current?.abort()
    }
  }, [])
  const start = useCallback(() => {
    const type = recognitionType()
    if (!type) return
    const recognition = new type()
    recognition.lang = language()
    recognition.continuous = true
    recognition.interimResults = false
    recognition.processLocally = true
    let heard = ''
    recognition.onresult = ({ results }) => {
      heard = Array.from(results, (one) => one[0]?.transcript ?? '').join('')
    }
    recognition.onerror = ({ error }) => {
      if (error !== 'aborted') setState(error === 'not-allowed' ? 'denied' : 'failed')
    }
    recognition.onend = () => {
      running.current = undefined
      if (heard) told.current(heard)
      setState((before) => (before === 'hearing' ? (heard ? 'idle' : 'failed') : before))
    }
    running.current = recognition
    setState('hearing')
    recognition.start()
  }, [])
  const stop = useCallback(() => running.current?.stop(), [])
  return { state, start, stop }
}
