import { Button } from 'antd'
import { api, body } from '@/shared/api/client'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import type { OperationFormProps } from './form'
import { Refusal } from './refusal'

export function CloseForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const close = useOperation(
    page,
    (_: undefined, headers, id) =>
      body(api.POST('/api/cases/{id}/close', { params: { path: { id } }, headers })),
    () => say('didClose'),
    onDone,
  )
  return (
    <>
      <Refusal error={close.error} onReload={onReload} />
      <p>{say('closeNote')}</p>
      <div className="form-keys">
        <Button type="primary" loading={close.isPending} onClick={() => close.mutate(undefined)}>
          {say('closeConfirm')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </>
  )
}
