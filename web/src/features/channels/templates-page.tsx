import { Checkbox, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { about, aside, listed } from '@/shared/i18n/punctuation'
import { EntryForm, EntryTable, useOpenEntry } from '@/shared/ui/entries'
import { FindLine } from '@/shared/ui/find-line'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { type Template, usePreview, useSaveTemplate, useTemplates } from './exchange'
import { useCodes, useWords } from './template-words'

/** What is told at each step, as an administrator words it. */
export function NoticeTemplatesPage() {
  const say = useWords()
  const templates = useTemplates()
  const { open, edit, close, done } = useOpenEntry<Template>()
  if (templates.error) return <Failed error={templates.error} onRetry={() => void templates.refetch()} />
  return (
    <>
      <p className="soft">{say('templatesIntro')}</p>
      {open && <TemplateForm key={open.code} saved={open} onCancel={close} onSaved={() => done()} />}
      {templates.data ? <List items={templates.data} onChange={edit} /> : <Loading rows={10} />}
    </>
  )
}

function List({ items, onChange }: TableProps) {
  const say = useWords()
  const nameOf = useTemplateName()
  const [typed, type] = useState('')
  const words = typed.trim().toLowerCase()
  const found = items.filter((one) =>
    [nameOf(one), one.zh, one.en].some((text) => text.toLowerCase().includes(words)),
  )
  return (
    <>
      <FindLine
        label={say('findTemplate')}
        words={typed}
        onWords={type}
        found={say('templateCount', { count: found.length })}
      />
      {found.length > 0 ? (
        <Table items={found} onChange={onChange} />
      ) : (
        <Empty title={say('noTemplate')}>{say('noTemplateAdvice')}</Empty>
      )}
    </>
  )
}

interface TableProps {
  items: readonly Template[]
  onChange: (template: Template) => void
}

function Table({ items, onChange }: TableProps) {
  const say = useWords()
  const code = useCodes()
  return (
    <EntryTable
      entries={items}
      keyOf={({ code }) => code}
      nameOf={useTemplateName()}
      onOpen={onChange}
      columns={[
        { head: say('occasion'), is: 'name', cell: ({ kind }) => code('kind', kind) },
        { head: say('audience'), is: 'brief', cell: ({ audience }) => code('audience', audience) },
        { head: say('text'), is: 'long', lang: 'zh-CN', cell: ({ zh }) => zh },
        {
          head: say('bySms'),
          is: 'brief',
          cell: ({ audience, bySms }) => audience !== 'requester' && code('bySms', bySms),
        },
        { head: say('state'), is: 'brief', cell: ({ inUse }) => say(inUse ? 'inUse' : 'outOfUse') },
      ]}
    />
  )
}

const useTemplateName = () => {
  const code = useCodes()
  return ({ kind, audience }: Template) => about(code('kind', kind), code('audience', audience))
}

interface FormProps {
  saved: Template
  onSaved: () => void
  onCancel: () => void
}

function TemplateForm({ saved, onSaved, onCancel }: FormProps) {
  const say = useWords()
  const nameOf = useTemplateName()
  const code = useCodes()
  const [form] = Form.useForm<Pick<Template, 'zh' | 'en' | 'inUse' | 'bySms'>>()
  const typed = Form.useWatch<Partial<Template> | undefined>([], form)
  const save = useSaveTemplate(onSaved)
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  return (
    <EntryForm
      title={{ changing: nameOf(saved) }}
      error={save.error}
      saving={save.isPending}
      onCancel={onCancel}
      form={form}
      initialValues={saved}
      onFinish={(wanted) => save.mutate({ ...saved, ...wanted })}
    >
      <p className="soft">
        {say('placeholders', {
          list: listed(saved.placeholders.map((name) => `{${name}}${aside(code('placeholder', name))}`)),
        })}
      </p>
      <Form.Item name="zh" label={say('zh')} rules={needed}>
        <Input.TextArea className="growing" rows={2} maxLength={500} lang="zh-CN" />
      </Form.Item>
      <Form.Item name="en" label={say('en')} rules={needed}>
        <Input.TextArea className="growing" rows={2} maxLength={500} lang="en" />
      </Form.Item>
      <Preview
        template={saved}
        zh={typed?.zh ?? saved.zh}
        en={typed?.en ?? saved.en}
        bySms={saved.audience === 'requester' || (typed?.bySms ?? saved.bySms) !== 'never'}
      />
      {saved.audience !== 'requester' && (
        <Form.Item name="bySms" label={say('bySms')} extra={say('bySmsAdvice')}>
          <Radio.Group
            options={['never', 'urgent', 'always'].map((value) => ({ value, label: code('bySms', value) }))}
          />
        </Form.Item>
      )}
      <Form.Item name="inUse" valuePropName="checked">
        <Checkbox>{say('inUse')}</Checkbox>
      </Form.Item>
    </EntryForm>
  )
}

interface PreviewProps {
  template: Template
  zh: string
  en: string
  bySms: boolean
}

/** The texts as they would be read, and how many SMS each is. */
function Preview({ template, zh, en, bySms }: PreviewProps) {
  const say = useWords()
  const { data } = usePreview(template.code, zh, en)
  if (!data) return null
  return (
    <section aria-label={say('preview')}>
      <h4>{say('preview')}</h4>
      {(['zh', 'en'] as const).map((language) => {
        const { text, length, segments, unknown } = data[language]
        return (
          <p key={language} lang={language === 'zh' ? 'zh-CN' : 'en'}>
            {text}
            {bySms && (
              <>
                <br />
                <span className="soft">{say('length', { length, segments })}</span>
              </>
            )}
            {unknown.length > 0 && (
              <>
                <br />
                <strong>{say('unknownPlaceholder', { list: unknown.join(' ') })}</strong>
              </>
            )}
          </p>
        )
      })}
    </section>
  )
}
