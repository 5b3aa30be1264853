import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Popconfirm, Radio, Select, TreeSelect } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Dimension, FilingCondition } from '@/shared/api/types'
import { dimensions, filingKey, generalCode, useSizeWords } from '@/shared/reference/filing'
import { useClasses } from '@/shared/reference/reference'
import { classTree } from '@/shared/reference/trees'
import { useTerms } from '@/shared/terms'
import { EntryForm } from '@/shared/ui/entries'
import { useWords } from './filing-words'

const urgencies = ['emergency', 'urgent', 'ordinary', 'complex'] as const

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
  /** What the class is called. */
  name: string
  /** The classes that have conditions of their own. */
  taken: readonly string[]
  onCancel: () => void
  onSaved: () => void
  onRemoved: () => void
}

/** The conditions of one class: what a report of it must have before it is filed. */
export function FilingForm({ entry, name, taken, onCancel, onSaved, onRemoved }: FilingFormProps) {
  const say = useWords()
  const sayOf = useSizeWords()
  const term = useTerms()
  const { data: classes = [] } = useClasses()
  const { save, remove } = useSave(entry, onSaved, onRemoved)
  const needed = [{ required: true, whitespace: true, message: say('missing') }]
  return (
    <EntryForm<Typed>
      title={entry.version > 0 ? { changing: name } : say('add')}
      error={save.error ?? remove.error}
      saving={save.isPending}
      onCancel={onCancel}
      initialValues={typedOf(entry)}
      onFinish={(typed) => save.mutate(typed)}
      keys={
        entry.version > 0 &&
        entry.code !== generalCode && (
          <Popconfirm title={say('removeSure')} onConfirm={() => remove.mutate()}>
            <Button danger loading={remove.isPending}>
              {say('remove')}
            </Button>
          </Popconfirm>
        )
      }
    >
      {entry.version === 0 && (
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
    </EntryForm>
  )
}
