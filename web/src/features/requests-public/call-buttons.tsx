import type { Rescue } from './danger'
import { useWords } from './words'

/** One press calls. The number stands beside the word, for those who read this on a machine that can't call. */
export function CallButtons({ rescues }: { rescues: readonly Rescue[] }) {
  const say = useWords()
  return (
    <div className="call-buttons">
      {rescues.map((number) => {
        const name = say(`rescue.${number}`)
        return (
          <a
            key={number}
            className="call-button"
            href={`tel:${number}`}
            aria-label={say('call', { number, name })}
          >
            <strong>{number}</strong>
            {name}
          </a>
        )
      })}
    </div>
  )
}
