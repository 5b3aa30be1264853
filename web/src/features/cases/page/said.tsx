import { useState } from 'react'
import type { CasePage } from '@/shared/api/types'
import { MarkedText } from '@/shared/ui/voice'
import { useWords } from '../words'

/** From this many characters on what can be done with a case would stand below the first screen. */
const long = 500

/** What was asked, in the requester's words. Very long words are folded to the eye: what can be done with the case stays in sight. */
export function Said({ text, voice }: { text: string; voice: CasePage['voice'] }) {
  const say = useWords()
  const [whole, setWhole] = useState(text.length <= long)
  return (
    <>
      <p className="case-text" data-folded={!whole}>
        <MarkedText text={text} voice={voice} />
      </p>
      {text.length > long && (
        <button type="button" className="link-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? say('foldText') : say('wholeText', { count: text.length })}
        </button>
      )}
    </>
  )
}
