import { App, Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { Fault } from '@/shared/ui/fault'
import { Failed, Loading } from '@/shared/ui/pieces'
import { type Template, usePreview, useSaveTemplate, useTemplates } from './exchange'
import { useCodes, useWords } from './words'

/** What is told at each step, as an administrator words it. */
export function NoticeTemplatesPage() {
  const say = useWords()
  const { message } = App.useApp()
  const templates = useTemplates()
  const [open, setOpen] = useState<Template>()
  if (templates.error) return <Failed error={templates.error} onRetry={() => void templates.refetch()} />
  return (
    <>
      <p className="soft">{say('templatesIntro')}</p>
      {open && (
        <TemplateForm
          key={open.code}
          saved={open}
          onCancel={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined)
            void message.success(say('kept'))
          }}
        />
      )}
      {templates.data ? <Table items={templates.data} onChange={setOpen} /> : <Loading rows={10} />}
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
    <div className="wide-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('occasion')}</th>
            <th scope="col">{say('audience')}</th>
            <th scope="col">{say('text')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">
              <span className="unseen">{say('change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => {
            const name = `${code('kind', one.kind)} ${code('audience', one.audience)}`
            return (
              <tr key={one.code}>
                <th scope="row">{code('kind', one.kind)}</th>
                <td>{code('audience', one.audience)}</td>
                <td lang="zh-CN">{one.zh}</td>
                <td>{say(one.inUse ? 'inUse' : 'outOfUse')}</td>
                <td>
                  <Button size="small" aria-label={say('changing', { name })} onClick={() => onChange(one)}>
                    {say('change')}
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface FormProps {
  saved: Template
  onSaved: () => void
  onCancel: () => void
}

function TemplateForm({ saved, onSaved, onCancel }: FormProps) {
  const say = useWords()
  const code = useCodes()
  const [form] = Form.useForm<Pick<Template, 'zh' | 'en' | 'inUse'>>()
  const typed = Form.useWatch<Partial<Template> | undefined>([], form)
  const save = useSaveTemplate(onSaved)
  const needed = [{ required: true, whitespace: true, message: say('fieldMissing') }]
  return (
    <Form
      form={form}
      className="rule-form"
      layout="vertical"
      requiredMark={false}
      initialValues={saved}
      onFinish={(wanted) => save.mutate({ ...saved, ...wanted })}
    >
      <h3>{say('changing', { name: `${code('kind', saved.kind)} ${code('audience', saved.audience)}` })}</h3>
      <Fault error={save.error} />
      <p className="soft">
        {say('placeholders', { list: saved.placeholders.map((name) => `{${name}}`).join(' ') })}
      </p>
      <Form.Item name="zh" label={say('zh')} rules={needed}>
        <Input.TextArea className="growing" rows={2} maxLength={500} lang="zh-CN" />
      </Form.Item>
      <Form.Item name="en" label={say('en')} rules={needed}>
        <Input.TextArea className="growing" rows={2} maxLength={500} lang="en" />
      </Form.Item>
      <Preview template={saved} zh={typed?.zh ?? saved.zh} en={typed?.en ?? saved.en} />
      <Form.Item name="inUse" valuePropName="checked">
        <Checkbox>{say('inUse')}</Checkbox>
      </Form.Item>
      <div className="form-keys">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </Form>
  )
}

/** The texts as they would be read, and how many SMS each is. */
function Preview({ template, zh, en }: { template: Template; zh: string; en: string }) {
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
            {template.audience === 'requester' && (
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
