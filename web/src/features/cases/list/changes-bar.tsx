import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useChanges } from '@/shared/live/live'
import { useWords } from '../words'
import { refreshLists } from './case-list'

/** Says that something changed, and waits: the list moves only when it is pressed. */
export function ChangesBar({ known }: { known: (id: string) => number | undefined }) {
  const say = useWords()
  const queries = useQueryClient()
  const { count, takeIn } = useChanges(known)
  useEffect(() => takeIn, [takeIn])
  return (
    <div className="changes-bar" role="status">
      {count > 0 && (
        <button
          type="button"
          onClick={() => {
            takeIn()
            void refreshLists(queries)
          }}
        >
          {say('changes', { count })}
        </button>
      )}
    </div>
  )
}
