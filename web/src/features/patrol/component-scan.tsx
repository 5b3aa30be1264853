import { useId, useState } from 'react'
import { readComponentCode } from '@/shared/component-code'
import { useWords } from './words'

/** Reads codes out of pictures; not every browser has one. */
interface Detector {
  detect: (picture: ImageBitmapSource) => Promise<{ rawValue: string }[]>
}

type MakeDetector = new (options: { formats: string[] }) => Detector

const detector = (): MakeDetector | undefined =>
  (globalThis as { BarcodeDetector?: MakeDetector }).BarcodeDetector

/** The identifier on a photographed label; undefined when none can be read. */
const read = async (picture: File, Detector: MakeDetector): Promise<string | undefined> => {
  const bitmap = await createImageBitmap(picture)
  try {
    const codes = await new Detector({ formats: ['qr_code'] }).detect(bitmap)
    return codes.map(({ rawValue }) => readComponentCode(rawValue)).find(Boolean)
  } finally {
    bitmap.close()
  }
}

/** Photographs the label of a component and takes the identifier from its code. The picture goes nowhere. */
export function ComponentScan({ onFound }: { onFound: (code: string) => void }) {
  const say = useWords()
  const id = useId()
  const [missed, setMissed] = useState(false)
  const Detector = detector()
  if (!Detector) return null
  const look = async (picture: File | undefined) => {
    if (!picture) return
    const code = await read(picture, Detector).catch(() => undefined)
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
