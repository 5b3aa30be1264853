import { useWords } from './words'
import './recordings.css'

interface RecordingListProps {
  /** Where each is served. */
  sources: readonly string[]
}

/** Recordings that were sent, to be listened to. */
export function RecordingList({ sources }: RecordingListProps) {
  const say = useWords()
  if (sources.length === 0) return null
  return (
    <ul className="recordings-sent">
      {sources.map((source, nth) => (
        <li key={source} className="recording">
          <span>{say('nth', { nth: nth + 1 })}</span>
          {/* biome-ignore lint/a11y/useMediaCaption: what somebody said in the street has no caption; the line beside it says what matters */}
          <audio controls preload="metadata" src={source} aria-label={say('nth', { nth: nth + 1 })} />
        </li>
      ))}
    </ul>
  )
}
