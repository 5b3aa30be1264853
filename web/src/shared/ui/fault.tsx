import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { Refused, tell } from '@/shared/api/problem'

/** A refusal in the server's words, with what is wrong in which field, and what may be done about it. */
export function Fault({ error, action }: { error: unknown; action?: ReactNode }) {
  if (!error) return null
  const fields = error instanceof Refused ? Object.values(error.fields).flat() : []
  return (
    <Alert
      className="form-alert"
      type="error"
      showIcon
      title={tell(error)}
      action={action}
      description={fields.length > 0 ? fields.join(' ') : undefined}
    />
  )
}
