import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { useDraft } from '@/shared/ui/draft'
import { refreshMembers } from '../../list/case-list'
import { ManyReport } from '../../many-report'
import { useWords } from '../../words'
import { refreshCase } from '../case-page'
import { draftName, type OperationFormProps } from './form'
import { PlainForm } from './plain-form'
import { Refusal } from './refusal'
import { RelatedField } from './related-field'

interface Ticked {
  cases?: string[]
}

const nothing: Ticked = {}

/** Several cases are joined to this one. What came of each stays until it was read. */
export function JoinForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const queries = useQueryClient()
  const [draft, keep, drop] = useDraft(draftName(page, 'join'), nothing)
  const join = useMutation({
    mutationFn: ({ cases }: Ticked) =>
      body(
        api.POST('/api/cases/{id}/members', {
          params: { path: { id: page.id } },
          headers: { 'If-Match': `"${page.version}"` },
          body: { cases: cases ?? [] },
        }),
      ),
    onSuccess: (_, { cases = [] }) => {
      drop()
      for (const id of [page.id, ...cases]) void refreshCase(queries, id)
      void refreshMembers(queries, page.id)
    },
  })
  if (join.data) return <ManyReport report={join.data} onRead={onDone} />
  return (
    <Form<Ticked>
      layout="vertical"
      requiredMark={false}
      initialValues={draft}
      onValuesChange={(_, all) => keep(all)}
      onFinish={(typed) => join.mutate(typed)}
    >
      <Refusal error={join.error} onReload={onReload} />
      <p className="soft">{say('joinNote')}</p>
      <fieldset className="form-part">
        <legend>{say('joinWhich')}</legend>
        <Form.Item name="cases" rules={[{ required: true, message: say('joinMissing') }]}>
          <RelatedField caseId={page.id} fits={({ canJoin }) => canJoin} several />
        </Form.Item>
      </fieldset>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={join.isPending}>
          {say('joinDo')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

interface Chosen {
  none?: boolean
  of?: string[]
}

/** The earlier case that this one repeats; or none, where it was marked. */
export function RepeatForm(props: OperationFormProps) {
  const say = useWords()
  const { id, links } = props.page
  const named = links.repeatOf ?? links.likelyRepeatOf
  return (
    <PlainForm<Chosen>
      {...props}
      name="repeat"
      told="didLinkRepeat"
      submit="save"
      initial={named ? { of: [named.id] } : {}}
      send={({ none, of }, headers, caseId) => {
        const sent: Sent<'/api/cases/{id}/repeat'> = { of: none ? null : (of?.[0] ?? null) }
        return body(
          api.POST('/api/cases/{id}/repeat', { params: { path: { id: caseId } }, headers, body: sent }),
        )
      }}
    >
      {({ none }) => (
        <>
          {named && (
            <Form.Item name="none" valuePropName="checked">
              <Checkbox>{say('repeatNone')}</Checkbox>
            </Form.Item>
          )}
          {!none && (
            <fieldset className="form-part">
              <legend>{say('repeatWhich')}</legend>
              <Form.Item name="of" rules={[{ required: true, message: say('repeatMissing') }]}>
                <RelatedField caseId={id} fits={({ canRepeat }) => canRepeat} several={false} />
              </Form.Item>
            </fieldset>
          )}
        </>
      )}
    </PlainForm>
  )
}
