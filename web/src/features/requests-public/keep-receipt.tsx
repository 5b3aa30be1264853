import { useEffect, useState } from 'react'
import type { Receipt } from '@/shared/api/types'
import { spacedCode } from './case-number'
import { drawReceipt } from './receipt-picture'
import { useWords } from './receipt-words'
import { followPath } from './receipts'

const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Not offered to pages over plain http, nor inside some apps.
    return false
  }
}

/** The ways to keep number and code: copied, as a picture, on paper. */
export function KeepReceipt({ receipt, sentence }: { receipt: Receipt; sentence: string }) {
  const say = useWords()
  const [copied, setCopied] = useState<boolean>()
  const [picture, setPicture] = useState<string>()
  const { number, queryCode: code } = receipt
  const link = location.origin + followPath(number, code)

  useEffect(() => () => URL.revokeObjectURL(picture ?? ''), [picture])

  const save = async () => {
    const blob = await drawReceipt([
      { text: say('title'), size: 40, bold: true, above: 0 },
      { text: sentence, size: 28, above: 16 },
      { text: say('number'), size: 24, above: 28 },
      { text: number, size: 44, bold: true, above: 0 },
      { text: say('code'), size: 24, above: 16 },
      { text: spacedCode(code), size: 44, bold: true, above: 0 },
      { text: `${location.origin}/follow`, size: 24, above: 28 },
    ])
    const url = URL.createObjectURL(blob)
    setPicture(url)
    const anchor = document.createElement('a')
    anchor.href = url
    anchor.download = `jiban-${number}.png`
    anchor.click()
  }

  return (
    <div className="keep-receipt">
      <div className="buttons">
        <button
          type="button"
          className="button"
          onClick={async () => setCopied(await copyText(say('copyText', { number, code, link })))}
        >
          {say(copied ? 'copied' : 'copy')}
        </button>
        <button type="button" className="button" onClick={() => void save()}>
          {say('picture')}
        </button>
        <button type="button" className="button" onClick={() => print()}>
          {say('print')}
        </button>
      </div>
      <div role="status">
        {copied === true && <span className="unseen">{say('copied')}</span>}
        {copied === false && <p className="hint">{say('copyFailed')}</p>}
        {picture && (
          <figure className="receipt-picture">
            <img src={picture} alt={say('pictureAlt', { number, code })} />
            <figcaption className="hint">{say('pictureReady')}</figcaption>
          </figure>
        )}
      </div>
    </div>
  )
}
