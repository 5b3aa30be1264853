import { Alert, Button } from 'antd'
import { Refused, tell } from '@/shared/api/problem'
import { useReload } from './whistle'
import { useWords } from './words'

/** A refusal in the server's words, with what is wrong in which field. */
export function Fault({ error }: { error: unknown }) {
  const say = useWords()
  const reload = useReload()
  if (!error) return null
  const fields = error instanceof Refused ? Object.values(error.fields).flat() : []
  return (
    <Alert
      className="form-alert"
      type="error"
      showIcon
      title={tell(error)}
      action={
        error instanceof Refused &&
        error.status === 409 && (
          <Button size="small" onClick={reload}>
            {say('load')}
          </Button>
        )
      }
      description={fields.length > 0 ? fields.join(' ') : undefined}
    />
  )
}
