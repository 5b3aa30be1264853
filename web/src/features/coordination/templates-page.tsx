import { Button } from 'antd'
import { listed } from '@/shared/i18n/punctuation'
import { useClasses, useUnits } from '@/shared/reference/reference'
import { EntryTable, useOpenEntry } from '@/shared/ui/entries'
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
  const templates = useTemplates()
  const { open, edit, close, done } = useOpenEntry<Template>()
  return (
    <>
      <p className="soft">{say('templatesIntro')}</p>
      <div className="page-filters">
        <Button onClick={() => edit(blank)}>{say('newTemplate')}</Button>
      </div>
      {open && <TemplateForm key={open.code} template={open} onCancel={close} onSaved={() => done()} />}
      {templates.data ? (
        <Table templates={templates.data} onChange={edit} />
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
    <EntryTable
      entries={templates}
      keyOf={({ code }) => code}
      nameOf={({ name }) => name}
      onOpen={onChange}
      columns={[
        { head: say('name'), is: 'name', cell: ({ name }) => name },
        { head: say('kind'), is: 'brief', cell: ({ kind }) => say(`kind.${kind}`) },
        { head: say('templateUnitList'), cell: ({ units }) => listed(units.map(told)) },
        { head: say('minutesTo'), is: 'number', cell: ({ reportByMinutes }) => reportByMinutes },
        { head: say('state'), is: 'brief', cell: ({ inUse }) => say(inUse ? 'inUse' : 'outOfUse') },
      ]}
    />
  )
}
