import { App, Button } from 'antd'
import { useState } from 'react'
import { useClasses, useUnits } from '@/shared/reference/reference'
import { Failed, Loading } from '@/shared/ui/pieces'
import { TemplateForm } from './template-form'
import { type Template, useTemplates } from './whistle'
import { useWords } from './words'
import './coordination.css'

const blank: Template = {
  code: '',
  name: '',
  kind: 'emergency',
  reportByMinutes: 60,
  escalateMinutes: 60,
  checklist: [],
  inUse: true,
  version: 0,
  units: [],
}

/** Prepared groups, as an administrator keeps them. */
export function TemplatesPage() {
  const say = useWords()
  const { message } = App.useApp()
  const templates = useTemplates()
  const [open, setOpen] = useState<Template>()
  return (
    <>
      <p className="soft">{say('templatesIntro')}</p>
      {open ? (
        <TemplateForm
          key={open.code}
          template={open}
          onCancel={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined)
            void message.success(say('saved'))
          }}
        />
      ) : (
        <div className="form-keys whistle-new-template">
          <Button onClick={() => setOpen(blank)}>{say('newTemplate')}</Button>
        </div>
      )}
      {templates.data ? (
        <Table templates={templates.data} onChange={setOpen} />
      ) : templates.error ? (
        <Failed error={templates.error} onRetry={() => void templates.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

interface TableProps {
  templates: readonly Template[]
  onChange: (template: Template) => void
}

function Table({ templates, onChange }: TableProps) {
  const say = useWords()
  const units = useUnits()
  const names = new Map((units.data ?? []).map(({ id, name }) => [id, name]))
  const classes = new Map((useClasses().data ?? []).map(({ code, name }) => [code, name]))
  const told = ({ unitId, unitKind, classCode }: Template['units'][number]) =>
    unitId
      ? (names.get(unitId) ?? '')
      : unitKind
        ? classCode
          ? say('unitKindFor', {
              kind: say(`unitKind.${unitKind}`),
              class: classes.get(classCode) ?? classCode,
            })
          : say(`unitKind.${unitKind}`)
        : ''
  return (
    <div className="wide-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('name')}</th>
            <th scope="col">{say('kind')}</th>
            <th scope="col">{say('templateUnitList')}</th>
            <th scope="col" className="number">
              {say('minutesTo')}
            </th>
            <th scope="col">{say('state')}</th>
            <th scope="col">
              <span className="unseen">{say('change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {templates.map((one) => (
            <tr key={one.code}>
              <th scope="row">{one.name}</th>
              <td>{say(`kind.${one.kind}`)}</td>
              <td>{one.units.map(told).join(say('and'))}</td>
              <td className="number">{one.reportByMinutes}</td>
              <td>{say(one.inUse ? 'inUse' : 'outOfUse')}</td>
              <td>
                <Button
                  size="small"
                  aria-label={say('changing', { name: one.name })}
                  onClick={() => onChange(one)}
                >
                  {say('change')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
