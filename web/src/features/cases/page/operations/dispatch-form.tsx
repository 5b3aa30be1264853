import { Button, Form, Input, TreeSelect } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Sent } from '@/shared/api/types'
import { share } from '@/shared/numbers'
import { useClasses, useClassName, useUnits } from '@/shared/reference/reference'
import { classTree, unitTree } from '@/shared/reference/trees'
import { useTerms } from '@/shared/terms'
import { useDraft } from '@/shared/ui/draft'
import { useKeys } from '@/shared/ui/keys'
import { useWords } from '../../words'
import { useOperation } from '../case-page'
import { draftName, type OperationFormProps } from './form'
import { Refusal } from './refusal'

type Typed = Sent<'/api/cases/{id}/dispatch'>

/** The three best, each with why and a key of its own; below them any other unit. */
export function DispatchForm({ page, onReload, onDone }: OperationFormProps) {
  const say = useWords()
  const term = useTerms()
  const units = useUnits()
  const classOf = useClassName()
  const classes = useClasses()
  const [draft, keep, drop] = useDraft<Partial<Typed>>(draftName(page, 'dispatch'), {})
  const { mutate, error, isPending } = useOperation(
    page,
    (typed: Typed, headers, id) =>
      body(api.POST('/api/cases/{id}/dispatch', { params: { path: { id } }, headers, body: typed })),
    (after) => say('didDispatch', { unit: after.unit.name }),
    () => {
      drop()
      onDone()
    },
  )
  const { candidates } = page
  const [tried, setTried] = useState(false)
  const words = draft.words?.trim()

  /** A report that is only a recording takes its words with it; without them it stays. */
  const give = (typed: Typed) => {
    if (!page.onlyVoice) mutate(typed)
    else if (words) mutate({ ...typed, words })
    else setTried(true)
  }

  useKeys((event) => {
    const chosen = candidates[Number(event.key) - 1]
    if (chosen && !event.repeat && !isPending) give({ unitId: chosen.unit.id })
  })

  return (
    <div className="dispatch-form">
      <Refusal error={error} onReload={onReload} />
      {page.onlyVoice && (
        <HeardWords
          words={draft.words ?? ''}
          missing={tried && !words}
          onChange={(typed) => keep((before) => ({ ...before, words: typed }))}
        />
      )}
      {candidates.length === 0 ? (
        <p>{say('noCandidate')}</p>
      ) : (
        <ol className="candidates" aria-label={say('bestThree')}>
          {candidates.map(({ unit, mode, confidence, why, open, atWork }, index) => (
            <li key={unit.id}>
              <button
                type="button"
                aria-keyshortcuts={String(index + 1)}
                disabled={isPending}
                onClick={() => give({ unitId: unit.id })}
              >
                <kbd>{index + 1}</kbd>
                <span className="candidate-unit">{unit.name}</span>
                <span className="soft">{say('confidence', { share: share(confidence / 1000, 0) })}</span>
              </button>
              <p>
                {mode && <span className="mark quiet">{term(`mode.${mode}`)}</span>}
                {why}{' '}
                {typeof open === 'number' && (
                  <span className="soft">
                    {say('candidateLoad', { count: open })}
                    {atWork === false && ` · ${say('candidateAway')}`}
                  </span>
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
      <details className="other-unit" open={candidates.length === 0}>
        <summary>{say('otherUnit')}</summary>
        <Form<Typed>
          layout="vertical"
          requiredMark={false}
          initialValues={draft}
          onValuesChange={(_, all) => keep((before) => ({ ...before, ...all }))}
          onFinish={give}
        >
          <Form.Item
            name="unitId"
            label={say('unit')}
            rules={[{ required: true, message: say('unitMissing') }]}
          >
            <TreeSelect
              showSearch={{ treeNodeFilterProp: 'title' }}
              placeholder={say('otherUnitHint')}
              treeData={unitTree(units.data ?? [])}
            />
          </Form.Item>
          <Form.Item name="classCode" label={say('chosenClass')} extra={say('chosenClassNote')}>
            <TreeSelect
              allowClear
              showSearch={{ treeNodeFilterProp: 'title' }}
              placeholder={classOf(page.className)}
              treeData={classTree(classes.data ?? [])}
            />
          </Form.Item>
          <Form.Item name="reason" label={say('dispatchReason')}>
            <Input maxLength={200} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={isPending}>
            {say('give')}
          </Button>
        </Form>
      </details>
    </div>
  )
}

interface HeardWordsProps {
  words: string
  missing: boolean
  onChange: (words: string) => void
}

/** What a recording says, written down by who listened. */
function HeardWords({ words, missing, onChange }: HeardWordsProps) {
  const say = useWords()
  return (
    <Form layout="vertical" component="div">
      <Form.Item
        htmlFor="heard-words"
        label={say('heardWords')}
        extra={say('heardWordsHint')}
        {...(missing && { validateStatus: 'error' as const, help: say('heardWordsMissing') })}
      >
        <Input.TextArea
          id="heard-words"
          rows={3}
          maxLength={5_000}
          value={words}
          aria-invalid={missing}
          onChange={({ target }) => onChange(target.value)}
        />
      </Form.Item>
    </Form>
  )
}
