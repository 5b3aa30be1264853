import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  Alert,
  App,
  Button,
  Checkbox,
  Form,
  Input,
  InputNumber,
  Popconfirm,
  Radio,
  Select,
  TreeSelect,
} from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import type { Dimension, FilingCondition } from '@/shared/api/types'
import {
  dimensions,
  filingKey,
  generalCode,
  useFilingConditions,
  useSizeWords,
} from '@/shared/reference/filing'
import { useClasses } from '@/shared/reference/reference'
import { classTree } from '@/shared/reference/trees'
import { useTerms } from '@/shared/terms'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useWords } from './filing-words'

const urgencies = ['emergency', 'urgent', 'ordinary', 'complex'] as const

const fresh: FilingCondition = {
  code: '',
  words: '',
  wordsEn: '',
  needsPin: true,
  needsComponent: false,
  minPhotos: 1,
  minClassPermille: 600,
  sizes: [],
  allSizes: false,
  urgency: null,
  version: 0,
}

/** The filing conditions as an administrator edits them: of each class that has its own, and of all the others. */
export function FilingPage() {
  const { data, error, refetch } = useFilingConditions()
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <FilingList conditions={data} /> : <Loading rows={8} />
}

function FilingList({ conditions }: { conditions: readonly FilingCondition[] }) {
  const say = useWords()
  const { message } = App.useApp()
  const [open, setOpen] = useState<FilingCondition>()
  const close = (told: string) => () => {
    setOpen(undefined)
    void message.success(told)
  }
  return (
    <>
      <p className="soft">{say('intro')}</p>
      <div className="page-filters">
        <Button onClick={() => setOpen(fresh)}>{say('add')}</Button>
      </div>
      {open && (
        <FilingForm
          key={`${open.code} ${open.version}`}
          entry={open}
          taken={conditions.map(({ code }) => code)}
          onCancel={() => setOpen(undefined)}
          onSaved={close(say('saved'))}
          onRemoved={close(say('removed'))}
        />
      )}
      <div className="wide-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('class')}</th>
              <th scope="col">{say('words')}</th>
              <th scope="col">{say('needs')}</th>
              <th scope="col">{say('urgency')}</th>
              <th scope="col">
                <span className="unseen">{say('change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {conditions.map((one) => (
              <FilingLine key={one.code} entry={one} onChange={() => setOpen(one)} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const useClassName = (code: string) => {
  const say = useWords()
  const { data = [] } = useClasses()
  return code === generalCode ? say('general') : (data.find((one) => one.code === code)?.name ?? code)
}

function FilingLine({ entry, onChange }: { entry: FilingCondition; onChange: () => void }) {
  const say = useWords()
  const sayOf = useSizeWords()
  const term = useTerms()
  const name = useClassName(entry.code)
  const sizes = entry.sizes.map(
    ({ dimension, value, over }) => `${sayOf(dimension)} ${sayOf(over ? 'over' : 'least', { value })}`,
  )
  const needs = [
    ...(entry.needsPin ? [say('needsPin')] : []),
    ...(entry.needsComponent ? [say('needsComponent')] : []),
    ...(entry.minPhotos > 0 ? [say('photosCount', { count: entry.minPhotos })] : []),
    ...(sizes.length > 0 ? [sizes.join(say(entry.allSizes ? 'and' : 'or'))] : []),
  ]
  return (
    <tr>
      <th scope="row">
        {name} {entry.code !== generalCode && <span className="soft">{entry.code}</span>}
      </th>
      <td>
        {entry.words}
        <div className="soft" lang="en">
          {entry.wordsEn}
        </div>
      </td>
      <td>{needs.join(say('comma'))}</td>
      <td>
        {entry.urgency ? term(`urgency.${entry.urgency}`) : <span className="soft">{say('ofClass')}</span>}
      </td>
      <td>
        <Button size="small" aria-label={say('changing', { name })} onClick={onChange}>
          {say('change')}
        </Button>
      </td>
    </tr>
  )
}

interface Typed extends Pick<FilingCondition, 'needsPin' | 'needsComponent' | 'minPhotos' | 'allSizes'> {
  code: string
  words: string
  wordsEn: string
  surePercent: number
  urgency: NonNullable<FilingCondition['urgency']> | ''
  sizes: Record<Dimension, { value?: number | null; over: boolean }>
}

const typedOf = (entry: FilingCondition): Typed => ({
  ...entry,
  surePercent: entry.minClassPermille / 10,
  urgency: entry.urgency ?? '',
  sizes: Object.fromEntries(
    dimensions.map((dimension) => {
      const size = entry.sizes.find((one) => one.dimension === dimension)
      return [dimension, { value: size?.value ?? null, over: size?.over ?? true }]
    }),
  ) as Typed['sizes'],
})

const useSave = (entry: FilingCondition, onSaved: () => void, onRemoved: () => void) => {
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: filingKey })
  const save = useMutation({
    mutationFn: ({ code, surePercent, sizes, urgency, ...typed }: Typed) =>
      body(
        api.PUT('/api/filing-conditions/{code}', {
          params: { path: { code: entry.code || code } },
          body: {
            ...typed,
            minClassPermille: Math.round(surePercent * 10),
            sizes: dimensions.flatMap((dimension) => {
              const { value, over } = sizes[dimension]
              return value ? [{ dimension, value, over }] : []
            }),
            urgency: urgency || null,
            version: entry.version,
          },
        }),
      ),
    onSuccess: async () => {
      await refresh()
      onSaved()
    },
  })
  const remove = useMutation({
    mutationFn: () =>
      body(
        api.DELETE('/api/filing-conditions/{code}', {
          params: { path: { code: entry.code }, query: { version: entry.version } },
        }),
      ),
    onSuccess: async () => {
      await refresh()
      onRemoved()
    },
  })
  return { save, remove }
}

interface FilingFormProps {
  entry: FilingCondition
  /** The classes that have conditions of their own. */
  taken: readonly string[]
  onCancel: () => void
  onSaved: () => void
  onRemoved: () => void
}

function FilingForm({ entry, taken, onCancel, onSaved, onRemoved }: FilingFormProps) {
  const say = useWords()
  const sayOf = useSizeWords()
  const term = useTerms()
  const { data: classes = [] } = useClasses()
  const { save, remove } = useSave(entry, onSaved, onRemoved)
  const name = useClassName(entry.code)
  const error = save.error ?? remove.error
  const needed = [{ required: true, whitespace: true, message: say('missing') }]
  return (
    <Form<Typed>
      className="rule-form"
      layout="vertical"
      requiredMark={false}
      initialValues={typedOf(entry)}
      onFinish={(typed) => save.mutate(typed)}
    >
      {error && <Alert type="error" showIcon title={tell(error)} className="form-alert" />}
      {entry.version > 0 ? (
        <h2>{name}</h2>
      ) : (
        <Form.Item name="code" label={say('class')} rules={needed}>
          <TreeSelect
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeData={classTree(classes.filter(({ code }) => !taken.includes(code)))}
          />
        </Form.Item>
      )}
      <Form.Item name="words" label={say('words')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="wordsEn" label={say('wordsEn')} rules={needed}>
        <Input maxLength={300} lang="en" />
      </Form.Item>
      <Form.Item name="needsPin" valuePropName="checked">
        <Checkbox>{say('needsPin')}</Checkbox>
      </Form.Item>
      <Form.Item name="needsComponent" valuePropName="checked">
        <Checkbox>{say('needsComponent')}</Checkbox>
      </Form.Item>
      <div className="page-filters">
        <Form.Item
          name="minPhotos"
          label={say('minPhotos')}
          rules={[{ required: true, message: say('missing') }]}
        >
          <InputNumber min={0} max={9} precision={0} />
        </Form.Item>
        <Form.Item
          name="surePercent"
          label={say('sure')}
          rules={[{ required: true, message: say('missing') }]}
        >
          <InputNumber min={0} max={100} precision={1} />
        </Form.Item>
        <Form.Item name="urgency" label={say('urgency')} extra={say('urgencyNote')}>
          <Select
            className="plan-whom"
            options={[
              { value: '', label: say('ofClass') },
              ...urgencies.map((value) => ({ value, label: term(`urgency.${value}`) })),
            ]}
          />
        </Form.Item>
      </div>
      <h3>{say('sizes')}</h3>
      <p className="soft">{say('sizesNote')}</p>
      {dimensions.map((dimension) => (
        <div className="page-filters" key={dimension}>
          <Form.Item name={['sizes', dimension, 'value']} label={sayOf(dimension)}>
            <InputNumber min={1} max={10_000_000} precision={0} />
          </Form.Item>
          <Form.Item name={['sizes', dimension, 'over']} label={say('from', { size: sayOf(dimension) })}>
            <Select
              options={[
                { value: true, label: say('over') },
                { value: false, label: say('atLeast') },
              ]}
            />
          </Form.Item>
        </div>
      ))}
      <Form.Item name="allSizes" label={say('together')}>
        <Radio.Group
          options={[
            { value: false, label: say('oneSize') },
            { value: true, label: say('allSizes') },
          ]}
        />
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
        {entry.version > 0 && entry.code !== generalCode && (
          <Popconfirm title={say('removeSure')} onConfirm={() => remove.mutate()}>
            <Button danger loading={remove.isPending}>
              {say('remove')}
            </Button>
          </Popconfirm>
        )}
      </div>
    </Form>
  )
}
