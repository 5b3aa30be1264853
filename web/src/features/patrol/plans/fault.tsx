import { Alert } from 'antd'
import { Refused, tell } from '@/shared/api/problem'

/** A refusal in the server's words, with what is wrong in which field. */
export function Fault({ error }: { error: unknown }) {
  if (!error) return null
  const fields = error instanceof Refused ? Object.values(error.fields).flat() : []
  return (
    <Alert
      className="form-alert"
      type="error"
      showIcon
      title={tell(error)}
      description={fields.length > 0 ? fields.join(' ') : undefined}
    />
  )
}
