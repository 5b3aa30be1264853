import { useId, useState } from 'react'
import { canLook, LiveScan } from './live-scan'
import { readLabel } from './read-code'
import { useWords } from './words'

/** Looks through the camera for the label of a component, or photographs it, and takes the identifier from its code. */
export function ComponentScan({ onFound }: { onFound: (code: string) => void }) {
  const say = useWords()
  const id = useId()
  const [missed, setMissed] = useState(false)
  const [looking, setLooking] = useState(false)
  const look = async (picture: File | undefined) => {
    if (!picture) return
    const code = await readLabel(picture)
    setMissed(code === undefined)
    if (code) onFound(code)
  }
  return (
    <div className="component-scan">
      {canLook() && (
        <button
          type="button"
          className="button"
          aria-expanded={looking}
          onClick={() => {
            setMissed(false)
            setLooking(!looking)
          }}
        >
          {say(looking ? 'scanStop' : 'scan')}
        </button>
      )}
      {looking && (
        <LiveScan
          onClose={() => setLooking(false)}
          onFound={(code) => {
            setLooking(false)
            // Eyes are on the lamp.
            navigator.vibrate?.(80)
            onFound(code)
          }}
        />
      )}
      <label className="button" htmlFor={id}>
        {say('componentScan')}
      </label>
      <input
        id={id}
        className="unseen"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={({ target }) => {
          void look(target.files?.[0])
          // The same label may be tried again.
          target.value = ''
        }}
      />
      {missed && (
        <p className="field-fault" role="alert">
          {say('componentScanMissed')}
        </p>
      )}
    </div>
  )
}
