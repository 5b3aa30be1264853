import { Button } from 'antd'
import { Refused } from '@/shared/api/problem'
import { Fault as Told } from '@/shared/ui/fault'
import { useReload } from './whistle'
import { useWords } from './words'

/** A refusal; when the page is out of date, with the way to the present one. */
export function Fault({ error }: { error: unknown }) {
  const say = useWords()
  const reload = useReload()
  const stale = error instanceof Refused && error.status === 409
  return (
    <Told
      error={error}
      action={
        stale && (
          <Button size="small" onClick={reload}>
            {say('load')}
          </Button>
        )
      }
    />
  )
}
