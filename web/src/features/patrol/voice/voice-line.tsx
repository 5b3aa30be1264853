import { useDictation } from './dictation'
import { useWords } from './words'

interface VoiceLineProps {
  text: string
  /** The longest that may be written. */
  max: number
  onChange: (text: string) => void
}

/** Words by voice under a large button: recognised on the phone alone, added to what is written, and to be read over before it is sent. */
export function VoiceLine({ text, max, onChange }: VoiceLineProps) {
  const say = useWords()
  const { state, start, stop } = useDictation((words) =>
    onChange(`${text}${text && !/[，。；！？,.;!?\s]$/.test(text) ? '，' : ''}${words}`.slice(0, max)),
  )
  if (state === 'asking') return null
  if (state === 'unable') return <p className="hint">{say('keyboard')}</p>
  const hearing = state === 'hearing'
  return (
    <div className="voice-line">
      <button type="button" className="button" aria-pressed={hearing} onClick={hearing ? stop : start}>
        {say(hearing ? 'stop' : 'start')}
      </button>
      <p className="hint" role="status">
        {state === 'hearing' && say('hearing')}
        {(state === 'failed' || state === 'denied') && say(state)}
      </p>
    </div>
  )
}
