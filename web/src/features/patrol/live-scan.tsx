import { useEffect, useRef, useState } from 'react'
import { readFrame } from './read-code'
import { useWords } from './words'

/** Whether a page may look through the camera: not over plain http, and not in an old browser. */
export const canLook = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function'

/** Between two looks: a hand that shakes needs more of them, a battery fewer. */
const betweenLooks = 200

interface LiveScanProps {
  onFound: (code: string) => void
  /** The app went into the background: no camera stays open there. */
  onClose: () => void
}

/** Looks through the camera until a label is in sight. What it sees goes nowhere. */
export function LiveScan({ onFound, onClose }: LiveScanProps) {
  const say = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const [fault, setFault] = useState<'scanDenied' | 'scanNoCamera'>()
  const hear = useRef({ onFound, onClose })
  hear.current = { onFound, onClose }

  useEffect(() => {
    let gone = false
    let camera: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const code = video.current ? await readFrame(video.current) : undefined
      if (gone) return
      if (code) hear.current.onFound(code)
      else timer = setTimeout(() => void look(), betweenLooks)
    }
    const open = async () => {
      camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      if (gone || !video.current) return stop()
      video.current.srcObject = camera
      await video.current.play()
      await look()
    }
    const stop = () => {
      for (const track of camera?.getTracks() ?? []) track.stop()
    }
    const hidden = () => document.visibilityState === 'hidden' && hear.current.onClose()
    document.addEventListener('visibilitychange', hidden)
    open().catch((thrown: unknown) => {
      if (gone) return
      stop()
      setFault(
        thrown instanceof DOMException && thrown.name === 'NotAllowedError' ? 'scanDenied' : 'scanNoCamera',
      )
    })
    return () => {
      gone = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', hidden)
      stop()
    }
  }, [])

  if (fault)
    return (
      <p className="field-fault" role="alert">
        {say(fault)}
      </p>
    )
  return (
    <div className="live-scan">
      <video ref={video} muted playsInline aria-label={say('scanView')} />
      <p role="status" className="hint">
        {say('scanLooking')}
      </p>
    </div>
  )
}
