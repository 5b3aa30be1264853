import { useState } from 'react'
import { useKeptPhotos } from '@/shared/photos/kept-photos'
import { RecordingsField } from '@/shared/recordings/recordings-field'
import { recordingsName } from './outbox/mend'
import { useWords } from './words'

/** What is said on the spot beside a draft: kept on the phone under its name until it is safe in the queue. */
export const useSpoken = (draft: string) => {
  const [recordings, onChange, drop] = useKeptPhotos(recordingsName(draft))
  const [busy, onBusy] = useState(false)
  return { recordings, onChange, drop, busy, onBusy, files: recordings.map(({ file }) => file) }
}

interface SpokenFieldProps {
  spoken: ReturnType<typeof useSpoken>
  /** Whether somebody has tried to send it: nothing leaves while one is being recorded. */
  tried: boolean
}

export function SpokenField({ spoken: { recordings, onChange, busy, onBusy }, tried }: SpokenFieldProps) {
  const say = useWords()
  return (
    <RecordingsField
      recordings={recordings}
      onChange={onChange}
      onBusy={onBusy}
      fault={tried && busy ? say('stillRecording') : undefined}
    />
  )
}
