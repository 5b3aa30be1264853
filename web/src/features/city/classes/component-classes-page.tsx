import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { count } from '@/shared/numbers'
import { EntryTable, useOpenEntry } from '@/shared/ui/entries'
import { Fault } from '@/shared/ui/fault'
import { FindLine } from '@/shared/ui/find-line'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { Segmented } from '@/shared/ui/segmented'
import { useComponentClasses } from '../components/component'
import { ClassForm } from './class-form'
import {
  type ComponentClass,
  digitsOf,
  type Scheme,
  schemes,
  useComponentSettings,
  useSaveScheme,
} from './component-classes'
import { ListForm } from './list-form'
import { Swatch } from './swatch'
import { useWords } from './words'
import './classes.css'

/** Classes of components by generation of the standard, of any day, and in which generation new ones are numbered. */
export function ComponentClassesPage() {
  const say = useWords()
  const settings = useComponentSettings()
  const [picked, pick] = useState<Scheme>()
  if (settings.error) return <Failed error={settings.error} onRetry={() => void settings.refetch()} />
  if (!settings.data) return <Loading rows={12} />
  const { scheme, version, uses } = settings.data
  const shown = picked ?? scheme
  return (
    <>
      <p className="soft">{say('intro')}</p>
      <SchemeChoice scheme={scheme} version={version} />
      <Segmented
        aria-label={say('generation')}
        value={shown}
        onChange={(value) => pick(value)}
        options={schemes.map((value) => ({ value, label: say(value) }))}
      />
      <ClassList key={shown} scheme={shown} uses={uses} />
    </>
  )
}

/** The generation of new identifiers; those that exist keep theirs. */
function SchemeChoice({ scheme, version }: { scheme: Scheme; version: number }) {
  const say = useWords()
  const { message } = App.useApp()
  const [chosen, want] = useState<Scheme>()
  const wanted = chosen ?? scheme
  const save = useSaveScheme()
  return (
    <section className="rule-form" aria-labelledby="component-scheme">
      <h2 id="component-scheme">{say('scheme')}</h2>
      <p className="soft">{say('schemeAdvice')}</p>
      <Fault error={save.error} />
      <div className="page-filters">
        <Select
          aria-label={say('scheme')}
          value={wanted}
          onChange={want}
          options={schemes.map((value) => ({
            value,
            label: say('schemeOf', { name: say(value), digits: digitsOf[value].code }),
          }))}
        />
        <Button
          type="primary"
          disabled={wanted === scheme}
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { scheme: wanted, version },
              {
                onSuccess: () => {
                  want(undefined)
                  void message.success(say('kept'))
                },
              },
            )
          }
        >
          {say('save')}
        </Button>
      </div>
    </section>
  )
}

function ClassList({ scheme, uses }: { scheme: Scheme; uses: Readonly<Record<string, number>> }) {
  const say = useWords()
  const [day, setDay] = useState('')
  const [words, setWords] = useState('')
  const { open, edit, close, done } = useOpenEntry<ComponentClass | 'new'>()
  const list = useOpenEntry<ComponentClass>()
  const classes = useComponentClasses(day || undefined)
  const sought = words.trim().toLowerCase()
  const found = classes.data?.filter(
    (one) =>
      one.scheme === scheme &&
      (one.code.startsWith(sought) || one.name.includes(sought) || one.nameEn.toLowerCase().includes(sought)),
  )
  const known = open === 'new' ? undefined : open
  return (
    <>
      <FindLine label={say('find')} words={words} onWords={setWords}>
        <span className="classes-day">
          <label htmlFor="classes-day">{say('day')}</label>
          <Input
            id="classes-day"
            type="date"
            className="components-day"
            value={day}
            onChange={({ target }) => setDay(target.value)}
          />
        </span>
        <Button onClick={() => edit('new')}>{say('newClass')}</Button>
      </FindLine>
      {open && (
        <ClassForm
          key={known?.code ?? 'new'}
          scheme={scheme}
          known={known}
          used={known ? (uses[known.code] ?? 0) : 0}
          onCancel={close}
          onSaved={() => done()}
        />
      )}
      {list.open && (
        <ListForm key={list.open.code} of={list.open} onCancel={list.close} onSaved={() => list.done()} />
      )}
      {classes.error && <Failed error={classes.error} onRetry={() => void classes.refetch()} />}
      {classes.isPending && <Loading rows={12} />}
      {found?.length === 0 && <Empty title={say('none')}>{say('noneAdvice')}</Empty>}
      {found && found.length > 0 && (
        <ClassTable classes={found} uses={uses} onChange={edit} onList={list.edit} />
      )}
    </>
  )
}

interface ClassTableProps {
  classes: readonly ComponentClass[]
  uses: Readonly<Record<string, number>>
  onChange: (one: ComponentClass) => void
  onList: (one: ComponentClass) => void
}

function ClassTable({ classes, uses, onChange, onList }: ClassTableProps) {
  const say = useWords()
  return (
    <EntryTable
      entries={classes}
      keyOf={({ code }) => code}
      nameOf={({ name }) => name}
      onOpen={onChange}
      keys={(one) => (
        <Button size="small" aria-label={say('listing', { name: one.name })} onClick={() => onList(one)}>
          {say('list')}
        </Button>
      )}
      columns={[
        {
          head: say('code'),
          cell: ({ colour, code }) => (
            <span className="class-code">
              <Swatch of={colour} /> {code}
            </span>
          ),
        },
        {
          head: say('name'),
          is: 'name',
          cell: ({ code, name }) => (code.length === 2 ? <strong>{name}</strong> : name),
        },
        { head: say('nameEn'), lang: 'en', cell: ({ nameEn }) => nameEn },
        { head: say('from'), is: 'brief', cell: ({ from }) => from },
        { head: say('until'), is: 'brief', cell: ({ until }) => until },
        {
          head: say('uses'),
          is: 'number',
          cell: ({ code }) => code.length > 2 && count(uses[code] ?? 0),
        },
      ]}
    />
  )
}
