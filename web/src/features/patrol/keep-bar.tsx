import { useWords } from './words'

interface KeepBarProps {
  /** What the button says while nothing is on its way. */
  send: string
  keeping: boolean
  failed: boolean
}

/** The end of a form of the field: its button, and what to do when the phone had no room for what was entered. */
export function KeepBar({ send, keeping, failed }: KeepBarProps) {
  const say = useWords()
  return (
    <>
      {failed && (
        <p className="notice" role="alert">
          <strong>{say('notKept')}</strong>
          <br />
          {say('notKeptWhy')}
        </p>
      )}
      <div className="patrol-send">
        <button type="submit" className="button button-main" aria-disabled={keeping}>
          {keeping ? say('keeping') : send}
        </button>
      </div>
    </>
  )
}
