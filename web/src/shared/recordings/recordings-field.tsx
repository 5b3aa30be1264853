import { useEffect, useState } from 'react'
import type { ChangePhotos, Photo } from '@/shared/photos/photo'
import { OptionalMark } from '@/shared/touch/field'
import { useRecorder } from './recorder'
import { longestSeconds, mostRecordings, recordingType, secondsOf } from './recording'
import { useWords } from './words'
import './recordings.css'

interface RecordingsFieldProps {
  recordings: readonly Photo[]
  onChange: ChangePhotos
  /** Hears whether one is being recorded: nothing may be sent then. */
  onBusy: (busy: boolean) => void
  fault?: string | undefined
}

/** What is said on the spot: tap to record, tap to stop, listen, throw away. Stays on the phone until something else sends it. */
export function RecordingsField({ recordings, onChange, onBusy, fault }: RecordingsFieldProps) {
  const say = useWords()
  const { state, seconds, start, stop } = useRecorder((one) => onChange((before) => [...before, one]))
  const busy = state === 'asking' || state === 'recording'
  useEffect(() => onBusy(busy), [busy, onBusy])
  if (!recordingType()) return null
  return (
    <fieldset className="recordings">
      <legend className="field-legend">
        {say('recordings')}
        <OptionalMark />
        <small className="hint">{say('hint', { most: mostRecordings, minutes: longestSeconds / 60 })}</small>
      </legend>
      <ul>
        {recordings.map((one, nth) => (
          <li key={one.key}>
            <Play file={one.file} label={say('one', { nth: nth + 1, seconds: secondsOf(one) })} />
            <button
              type="button"
              className="button"
              aria-label={say('remove', { nth: nth + 1 })}
              onClick={() => onChange((before) => before.filter(({ key }) => key !== one.key))}
            >
              {say('removeShort')}
            </button>
          </li>
        ))}
      </ul>
      {recordings.length < mostRecordings && (
        <button
          type="button"
          className="button recordings-button"
          aria-pressed={busy}
          onClick={busy ? stop : start}
        >
          {say(busy ? 'stop' : 'start')}
        </button>
      )}
      <p className="hint" role="status">
        {state === 'recording' && say('recording', { seconds, most: longestSeconds })}
        {(state === 'denied' || state === 'failed') && say(state)}
      </p>
      {fault && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

function Play({ file, label }: { file: File; label: string }) {
  const [source, setSource] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setSource(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return (
    <div className="recording">
      <span>{label}</span>
      {/* biome-ignore lint/a11y/useMediaCaption: what somebody said in the street has no caption; the line beside it says what matters */}
      <audio controls preload="metadata" src={source} aria-label={label} />
    </div>
  )
}
