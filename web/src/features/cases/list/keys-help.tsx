import { Modal } from 'antd'
import { useWords } from '../words'

/** The keys in a table. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords()
  const keys = [
    ['J', '↓', say('keyDown')],
    ['K', '↑', say('keyUp')],
    ['Enter', '', say('keyOpen')],
    ['/', '', say('keySearch')],
    ['Esc', '', say('keyClose')],
    ['?', '', say('keyHelp')],
  ] as const
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={say('keys')} width={360}>
      <dl className="keys-help">
        {keys.map(([key, other, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
              {other && <kbd>{other}</kbd>}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
