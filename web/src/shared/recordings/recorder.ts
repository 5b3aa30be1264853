import { useCallback, useEffect, useRef, useState } from 'react'
import type { Photo } from '@/shared/photos/photo'
import { bitsPerSecond, longestSeconds, recordingOf, recordingType } from './recording'

export type RecorderState = 'idle' | 'asking' | 'recording' | 'denied' | 'failed'

/**
 * Records from the microphone of the phone until it is stopped, the limit is reached, or the page goes into the background; `onRecorded` gets what
 * there is then. Leaving the page drops what is being recorded and lets go of the microphone.
 */
export const useRecorder = (onRecorded: (recording: Photo) => void) => {
  const [state, setState] = useState<RecorderState>('idle')
  const [seconds, setSeconds] = useState(0)
  const running = useRef<MediaRecorder>(undefined)
  const told = useRef(onRecorded)
  told.current = onRecorded
  const gone = useRef(false)

  const stop = useCallback(() => {
    if (running.current?.state === 'recording') running.current.stop()
  }, [])

  useEffect(() => {
    gone.current = false
    const hide = () => document.visibilityState === 'hidden' && stop()
    document.addEventListener('visibilitychange', hide)
    return () => {
      gone.current = true
      document.removeEventListener('visibilitychange', hide)
      stop()
    }
  }, [stop])

  useEffect(() => {
    if (state !== 'recording') return
    const begun = performance.now()
    const tick = setInterval(() => {
      const now = Math.floor((performance.now() - begun) / 1000)
      setSeconds(now)
      if (now >= longestSeconds) stop()
    }, 250)
    return () => clearInterval(tick)
  }, [state, stop])

  const start = async () => {
    const type = recordingType()
    if (!type || state === 'asking' || state === 'recording') return
    setState('asking')
    setSeconds(0)
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const letGo = () => {
        for (const track of stream.getTracks()) track.stop()
      }
      if (gone.current) return letGo()
      const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bitsPerSecond })
      const pieces: Blob[] = []
      const begun = performance.now()
      recorder.ondataavailable = ({ data }) => data.size > 0 && pieces.push(data)
      recorder.onstop = () => {
        letGo()
        running.current = undefined
        if (gone.current) return
        const lasted = Math.max(1, Math.round((performance.now() - begun) / 1000))
        if (pieces.length > 0) told.current(recordingOf(pieces, type, Math.min(lasted, longestSeconds)))
        setState(pieces.length > 0 ? 'idle' : 'failed')
      }
      running.current = recorder
      recorder.start()
      setState('recording')
    } catch (thrown) {
      setState(thrown instanceof DOMException && thrown.name === 'NotAllowedError' ? 'denied' : 'failed')
    }
  }

  return { state, seconds, start: () => void start(), stop }
}
