import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Fault } from '@/shared/ui/fault'
import { FileField } from '@/shared/ui/file-field'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import { DraftView } from './draft-view'
import { type NewDraft, useDrafts, useImport, useMakeDraft } from './drafts'
import { OpenRulings } from './open-rulings'
import { useWords } from './words'

/** Catalogues that wait beside the one in force. */
export function DraftsPage() {
  const [params, setParams] = useSearchParams()
  const id = params.get('draft')
  const open = (draft?: string) => setParams(draft ? { draft } : {})
  return id ? <DraftView id={id} onLeave={() => open()} /> : <DraftList onOpen={open} />
}

function DraftList({ onOpen }: { onOpen: (id: string) => void }) {
  const say = useWords()
  const { data, error, refetch } = useDrafts()
  return (
    <>
      <p className="soft">{say('draftsIntro')}</p>
      <OpenRulings onTaken={onOpen} />
      <DraftForm onMade={onOpen} />
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={3} />
      ) : data.length === 0 ? (
        <Empty title={say('noDrafts')}>{say('noDraftsAdvice')}</Empty>
      ) : (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('name')}</th>
                <th scope="col">{say('draftFrom')}</th>
                <th scope="col">{say('draftState')}</th>
              </tr>
            </thead>
            <tbody>
              {data.map(({ id, name, from, state }) => (
                <tr key={id}>
                  <th scope="row">
                    <button type="button" className="link-button" onClick={() => onOpen(id)}>
                      {name}
                    </button>
                  </th>
                  <td>{from}</td>
                  <td>{say(`draft.${state}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </>
  )
}

/** A new draft: a copy of what is in force, or a sheet. */
function DraftForm({ onMade }: { onMade: (id: string) => void }) {
  const say = useWords()
  const [file, setFile] = useState<File>()
  const make = useMakeDraft(onMade)
  const take = useImport()
  const send = (wanted: NewDraft) =>
    file ? take.mutate({ ...wanted, file }, { onSuccess: ({ id }) => id && onMade(id) }) : make.mutate(wanted)
  return (
    <Form<NewDraft> layout="vertical" requiredMark={false} className="rule-form" onFinish={send}>
      <Fault error={make.error ?? take.error} />
      <div className="form-pair">
        <Form.Item
          name="name"
          label={say('draftName')}
          rules={[{ required: true, whitespace: true, message: say('fieldMissing') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="from"
          label={say('draftFrom')}
          extra={say('draftFromHint')}
          rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: say('dayMissing') }]}
        >
          <Input type="date" className="short-field" />
        </Form.Item>
      </div>
      <FileField
        label={say('draftSheet')}
        accept=".xlsx"
        onChoose={(chosen) => {
          take.reset()
          setFile(chosen)
        }}
      />
      {take.data && take.data.faultCount > 0 && (
        <section aria-label={say('sheetFaults')} aria-live="polite">
          <h3>{say('sheetFaultCount', { faults: take.data.faultCount })}</h3>
          <ul>
            {take.data.faults.map(({ row, column, value, text }) => (
              <li key={`${row} ${column} ${text}`}>
                {say('sheetFault', { row, column })} {value && <q>{value}</q>} {text}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={make.isPending || take.isPending}>
          {say(file ? 'importSheet' : 'makeDraft')}
        </Button>
      </div>
    </Form>
  )
}
