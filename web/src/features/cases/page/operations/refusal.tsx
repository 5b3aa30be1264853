import { Alert, Button } from 'antd'
import { Refused, tell } from '@/shared/api/problem'
import { useWords } from '../../words'

/** Whether somebody else was faster: then the latest page is what is needed, and what was typed stays. */
export const somebodyWasFaster = (error: unknown): boolean =>
  error instanceof Refused && (error.status === 409 || error.status === 412)

/** A refusal in the server's words, and the way on. */
export function Refusal({ error, onReload }: { error: unknown; onReload?: (() => void) | undefined }) {
  const say = useWords()
  if (!error) return null
  const fields = error instanceof Refused ? Object.values(error.fields).flat() : []
  const more = fields.filter((fault) => fault !== tell(error))
  return (
    <Alert
      className="form-alert"
      type="error"
      showIcon
      title={tell(error)}
      description={more.length > 0 ? more.join(' ') : undefined}
      action={
        onReload && somebodyWasFaster(error) ? (
          <Button size="small" onClick={onReload}>
            {say('reload')}
          </Button>
        ) : undefined
      }
    />
  )
}
