import { Modal } from 'antd'
import type { Operation } from '@/shared/api/types'
import './keys-help.css'
import { useWords } from './words'

const everywhere = [
  { keys: ['G', '1–9'], word: 'keyGo' },
  { keys: ['Tab'], word: 'keyTab' },
  { keys: ['?'], word: 'keyHelp' },
] as const

/** The keys of a place, for whom it is open. */
const places = [
  {
    needs: 'viewCases',
    word: 'keysOfList',
    keys: [
      { keys: ['J', '↓'], word: 'keyDown' },
      { keys: ['K', '↑'], word: 'keyUp' },
      { keys: ['Enter'], word: 'keyOpen' },
      { keys: ['Enter', 'Enter'], word: 'keyInto' },
      { keys: ['/'], word: 'keySearch' },
      { keys: ['Esc'], word: 'keyClose' },
    ],
  },
  {
    needs: 'dispatchCase',
    word: 'queue',
    keys: [
      { keys: ['1', '2', '3'], word: 'keyGive' },
      { keys: ['N'], word: 'keyNext' },
      { keys: ['P'], word: 'keyBack' },
    ],
  },
  {
    needs: 'registerForCaller',
    word: 'register',
    keys: [{ keys: ['Alt', '1–9'], word: 'keyJoin' }],
  },
] as const

interface KeysHelpProps {
  open: boolean
  operations: readonly Operation[]
  onClose: () => void
}

/** What can be done with the keyboard alone. */
export function KeysHelp({ open, operations, onClose }: KeysHelpProps) {
  const say = useWords()
  const parts = [
    { word: 'keysEverywhere', keys: everywhere } as const,
    ...places.filter(({ needs }) => operations.includes(needs)),
  ]
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={say('keys')} width={420}>
      {parts.map((part) => (
        <section key={part.word} className="keys-help">
          <h3>{say(part.word)}</h3>
          <dl>
            {part.keys.map(({ keys, word }) => (
              <div key={word}>
                <dt>
                  {keys.map((key, nth) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a key may be pressed twice; the row never changes
                    <kbd key={nth}>{key}</kbd>
                  ))}
                </dt>
                <dd>{say(word)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
