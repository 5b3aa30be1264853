import { useId, useState } from 'react'
import { readLabel } from './read-code'
import { useWords } from './words'

/** Photographs the label of a component and takes the identifier from its code. */
export function ComponentScan({ onFound }: { onFound: (code: string) => void }) {
  const say = useWords()
  const id = useId()
  const [missed, setMissed] = useState(false)
  const look = async (picture: File | undefined) => {
    if (!picture) return
    const code = await readLabel(picture)
    setMissed(code === undefined)
    if (code) onFound(code)
  }
  return (
    <div className="component-scan">
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
