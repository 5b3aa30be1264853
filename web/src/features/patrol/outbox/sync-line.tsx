import { useOnline } from '@/shared/ui/online'
import { useWords } from '../words'
import { useRoomLeft, useUnsent } from './use-outbox'
import './outbox.css'

/** Under the head of every page, when there is something to know: no network, what waits, what needs a person, how much room is left. */
export function SyncLine({ account, onOpen }: { account: string; onOpen: () => void }) {
  const say = useWords()
  const online = useOnline()
  const unsent = useUnsent(account)
  const room = useRoomLeft(unsent.length)
  const refused = unsent.filter(({ state }) => state === 'refused').length
  const waiting = unsent.length - refused
  const words = [
    !online && say('statusOffline'),
    waiting > 0 && say('statusWaiting', { count: waiting }),
    refused > 0 && say('statusRefused', { count: refused }),
  ].filter(Boolean)
  return (
    <div className="sync-line" role="status" data-refused={refused > 0 ? '' : undefined}>
      {words.length > 0 &&
        (unsent.length > 0 ? (
          <button type="button" className="button-plain" onClick={onOpen}>
            {words.join(' · ')}
          </button>
        ) : (
          <p>{words.join(' · ')}</p>
        ))}
      {room !== undefined && <p>{say('storageLow', { count: room })}</p>}
    </div>
  )
}
