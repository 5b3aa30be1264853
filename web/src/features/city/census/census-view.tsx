import { App, Button, Checkbox, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { count } from '@/shared/numbers'
import { useUnits } from '@/shared/reference/reference'
import { unitTree } from '@/shared/reference/trees'
import { useMay } from '@/shared/session/session'
import { Moment } from '@/shared/time/time-left'
import { Fault } from '@/shared/ui/fault'
import { More } from '@/shared/ui/more'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { type CensusChange, type CensusHead, changes, useCensus, useDecide, useLeftOut } from './census'
import { DifferenceTable } from './difference-table'
import { DownloadFaulty } from './fault-report'
import { useFaultWords, useWords } from './words'

/** One survey as a list of differences: what is accepted changes the registry, what is declined leaves it as it is. */
export function CensusView() {
  const { id = '' } = useParams()
  const say = useWords()
  const [query, setQuery] = useSearchParams()
  const change = changes.find((one) => one === query.get('change'))
  const open = query.get('all') === null
  const list = useCensus(id, change, open)
  const { data, error, refetch } = list
  const set = (name: string, value: string | undefined) =>
    setQuery((before) => {
      if (value === undefined) before.delete(name)
      else before.set(name, value)
      return before
    })
  return (
    <div className="page">
      <p>
        <Link to="/components/censuses">{say('back')}</Link>
      </p>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={12} />}
      {data?.census && (
        <>
          <h1>{data.census.name}</h1>
          <p className="soft">
            <Moment at={data.census.takenAt} />{' '}
            {say('summary', {
              format: say(`format.${data.census.format}`),
              rows: count(data.census.rows),
              same: count(data.census.same),
            })}
          </p>
          <Counts census={data.census} />
          {data.census.leftOut > 0 && <LeftOut census={data.census} />}
          <search className="page-filters">
            <Select
              aria-label={say('change')}
              value={change ?? ''}
              onChange={(value) => set('change', value || undefined)}
              options={[
                { value: '', label: say('anyChange') },
                ...changes.map((value) => ({ value: value as string, label: say(`change.${value}`) })),
              ]}
            />
            <Checkbox checked={open} onChange={({ target }) => set('all', target.checked ? undefined : '')}>
              {say('onlyOpen')}
            </Checkbox>
          </search>
          {/* A list of another question is another selection. */}
          <Deciding
            key={`${change} ${open}`}
            id={id}
            census={data.census}
            change={change}
            items={data.items}
          />
          {data.items.length === 0 && (
            <Empty title={say(open ? 'nothingOpen' : 'nothingDiffers')}>{say('nothingAdvice')}</Empty>
          )}
          <More list={list}>{say('more')}</More>
        </>
      )}
    </div>
  )
}

/** How many there are of each kind, and what became of them. */
function Counts({ census }: { census: CensusHead }) {
  const say = useWords()
  return (
    <ul className="census-counts">
      {changes
        .flatMap((one) => census.counts.filter(({ change }) => change === one))
        .map(({ change, decision, items }) => (
          <li key={`${change} ${decision}`}>
            {say(`change.${change}`)} <strong>{count(items)}</strong>{' '}
            <span className="soft">{say(`decision.${(decision ?? 'open') as 'open'}`)}</span>
          </li>
        ))}
    </ul>
  )
}

/** The lines that had a fault: nothing of them is among the differences. */
function LeftOut({ census }: { census: CensusHead }) {
  const say = useWords()
  const { data, error, isPending } = useLeftOut(census.id)
  return (
    <div className="form-keys census-keys">
      <span>{say('leftOut', { count: count(census.leftOut) })}</span>
      {data && <DownloadFaulty report={data} fileName="census-left-out.csv" />}
      {isPending && <Button loading>{say('download')}</Button>}
      <Fault error={error} />
    </div>
  )
}

interface Answering {
  authority?: string
  owner?: string
}

interface WhoAnswersProps {
  answering: Answering
  onChange: (answering: Answering) => void
}

/** Who answers for the new ones that are accepted, where the record has it wrong. */
function WhoAnswers({ answering, onChange }: WhoAnswersProps) {
  const say = useWords()
  const units = unitTree(useUnits().data ?? [])
  return (
    <fieldset className="census-answers">
      <legend>{say('whoAnswers')}</legend>
      {(['authority', 'owner'] as const).map((role) => (
        <TreeSelect
          // Anew when it is chosen or emptied: what is not chosen has no value at all.
          key={`${role} ${answering[role] ?? ''}`}
          aria-label={say(`answers.${role}`)}
          placeholder={say(`answers.${role}`)}
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeData={units}
          {...(answering[role] && { value: answering[role] })}
          onChange={(unit: string | undefined) => {
            const { [role]: _, ...rest } = answering
            onChange(unit ? { ...rest, [role]: unit } : rest)
          }}
        />
      ))}
    </fieldset>
  )
}

interface DecidingProps {
  id: string
  census: CensusHead
  change: CensusChange | undefined
  items: Parameters<typeof DifferenceTable>[0]['items']
}

/** The differences with what may be done: to those that are marked, or to all of a kind. */
function Deciding({ id, census, change, items }: DecidingProps) {
  const say = useWords()
  const may = useMay()
  const { message } = App.useApp()
  const decide = useDecide(id)
  const sayFault = useFaultWords()
  const [marked, mark] = useState<ReadonlySet<number>>(new Set())
  const [answering, setAnswering] = useState<Answering>({})
  const mayDecide = may('takeCensus')
  const open = (of: CensusChange | undefined) =>
    census.counts.filter((one) => one.change === of && !one.decision).reduce((all, one) => all + one.items, 0)
  const meant = items.filter(({ n, decision }) => !decision && (marked.size === 0 || marked.has(n)))
  const meansNew = (marked.size > 0 || change === 'new') && meant.some((one) => one.change === 'new')
  const send = (accept: boolean) =>
    decide.mutate(
      {
        accept,
        ...(marked.size > 0 ? { items: [...marked] } : { change: change ?? null }),
        ...(accept && meansNew && answering),
      },
      {
        onSuccess: ({ accepted, declined, overtaken, waiting, faults }) => {
          mark(new Set())
          setAnswering({})
          const changed = overtaken + waiting - faults.length
          void message.info(
            [
              say(changed > 0 ? 'decidedOvertaken' : 'decided', { accepted, declined, overtaken: changed }),
              ...faults.map(({ n, fault, detail }) =>
                say('decidedFaulty', { n, fault: [sayFault(fault), detail].filter(Boolean).join(' ') }),
              ),
            ].join(' '),
            overtaken + waiting > 0 ? 10 : undefined,
          )
        },
      },
    )
  const many = marked.size > 0 ? marked.size : open(change)
  return (
    <>
      {mayDecide && items.some(({ decision }) => !decision) && (
        <div className="form-keys census-keys">
          {([true, false] as const).map((accept) => (
            <Button
              key={String(accept)}
              type={accept ? 'primary' : 'default'}
              disabled={many === 0}
              loading={decide.isPending && decide.variables.accept === accept}
              onClick={() => send(accept)}
            >
              {say(
                `${accept ? 'accept' : 'decline'}${many === 0 ? '' : marked.size > 0 ? 'Marked' : 'Kind'}`,
                { count: many, kind: change ? say(`change.${change}`) : '' },
              )}
            </Button>
          ))}
          <span className="soft">{say(many === 0 ? 'markAdvice' : 'decideAdvice')}</span>
        </div>
      )}
      {mayDecide && meansNew && <WhoAnswers answering={answering} onChange={setAnswering} />}
      <Fault error={decide.error} />
      {items.length > 0 && (
        <DifferenceTable items={items} marked={marked} onMark={mayDecide ? mark : undefined} />
      )}
    </>
  )
}
