import { Button } from 'antd'
import { api, body } from '@/shared/api/client'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import type { OperationFormProps } from './form'
import { Refusal } from './refusal'

export function SignForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const sign = useOperation(
    page,
    (_: undefined, headers, id) =>
      body(api.POST('/api/cases/{id}/sign', { params: { path: { id } }, headers })),
    () => say('didSign'),
    onDone,
  )
  return (
    <>
      <Refusal error={sign.error} onReload={onReload} />
      <p>{say(page.links.confidential ? 'signConfidentialNote' : 'signNote', { unit: page.unit.name })}</p>
      <Button type="primary" autoFocus loading={sign.isPending} onClick={() => sign.mutate(undefined)}>
        {say('signCase')}
      </Button>
    </>
  )
}
