import { App, Button } from 'antd'
import { useState } from 'react'
import { aside } from '@/shared/i18n/punctuation'
import { useClasses, useRegions, useUnits } from '@/shared/reference/reference'
import { Fault } from '@/shared/ui/fault'
import { FindLine } from '@/shared/ui/find-line'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'
import {
  type Difference,
  type DraftPage,
  useAdopt,
  useDraft,
  useDrop,
  usePutRule,
  useTakeOut,
} from './drafts'
import { Findings } from './lint'
import { RuleForm } from './rule-form'
import { RuleTable, termsOf, unitsOf, useToldOf } from './rule-table'
import { matching, type Rule } from './rules'
import { WhatIf } from './what-if'
import { useWords } from './words'

/** One draft: what it changes, what may be wrong with it, its rules, and the key that puts it in force. */
export function DraftView({ id, onLeave }: { id: string; onLeave: () => void }) {
  const { data, error, refetch } = useDraft(id)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <Draft page={data} onLeave={onLeave} /> : <Loading rows={10} />
}

function Draft({ page, onLeave }: { page: DraftPage; onLeave: () => void }) {
  const say = useWords()
  const { message } = App.useApp()
  const { draft, differences, findings } = page
  const adopt = useAdopt(page, () => void message.success(say('adopted', { from: draft.from })))
  const drop = useDrop(draft, onLeave)
  const open = draft.state === 'open'
  const errors = findings.filter(({ isError }) => isError).length
  return (
    <>
      <button type="button" className="link-button" onClick={onLeave}>
        {say('allDrafts')}
      </button>
      <h2>{draft.name}</h2>
      <p className="soft">
        {say(`draft.${draft.state}`)} · {say('draftHolds', { from: draft.from })}
      </p>
      <Fault error={adopt.error ?? drop.error} />
      {open && (
        <>
          <div className="form-keys">
            <Button
              type="primary"
              disabled={errors > 0 || differences.length === 0}
              loading={adopt.isPending}
              onClick={() => adopt.mutate()}
            >
              {say('adopt', { from: draft.from })}
            </Button>
            <Button loading={drop.isPending} onClick={() => drop.mutate()}>
              {say('dropDraft')}
            </Button>
          </div>
          <Differences draft={draft} differences={differences} />
          <Findings findings={findings} />
          <WhatIf id={draft.id} />
        </>
      )}
      <DraftRules page={page} open={open} />
    </>
  )
}

function Differences({
  draft,
  differences,
}: {
  draft: DraftPage['draft']
  differences: readonly Difference[]
}) {
  const say = useWords()
  const put = usePutRule(draft, () => undefined)
  const takeOut = useTakeOut(draft)
  const busy = put.isPending || takeOut.isPending
  const units = new Map((useUnits().data ?? []).map(({ code, name }) => [code, name]))
  const regions = new Map((useRegions().data ?? []).map(({ code, name }) => [code, name]))
  const told = (rule?: Rule | null) =>
    rule
      ? [
          `${unitsOf(rule, say, (code) => units.get(code) ?? code)}${aside(`${rule.confidence / 10}%`)} ${rule.from} – ${rule.until ?? say('noEnd')}`,
          termsOf(rule, say, (code) => regions.get(code) ?? code),
        ]
          .filter(Boolean)
          .join(' · ')
      : '–'
  return (
    <section aria-label={say('differences')}>
      <h3>{say('differences')}</h3>
      <Fault error={put.error ?? takeOut.error} />
      {differences.length === 0 ? (
        <p className="soft">{say('noDifferences')}</p>
      ) : (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{say('change')}</th>
                <th scope="col">{say('code')}</th>
                <th scope="col">{say('before')}</th>
                <th scope="col">{say('after')}</th>
                <th scope="col">
                  <span className="unseen">{say('putBack')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ change, before, after }) => (
                <tr key={before?.code ?? after?.code}>
                  <td>{say(`ruleChange.${change}`)}</td>
                  <th scope="row">{before?.code ?? after?.code}</th>
                  <td>{told(before)}</td>
                  <td>{told(after)}</td>
                  <td className="row-keys">
                    <Button
                      size="small"
                      disabled={busy}
                      aria-label={say(before ? 'puttingBack' : 'removing', {
                        code: before?.code ?? after?.code ?? '',
                      })}
                      onClick={() => (before ? put.mutate(before) : after && takeOut.mutate(after))}
                    >
                      {say(before ? 'putBack' : 'remove')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </section>
  )
}

function DraftRules({ page: { draft, rules }, open }: { page: DraftPage; open: boolean }) {
  const say = useWords()
  const classes = useClasses()
  const [rule, setRule] = useState<Rule | 'new'>()
  const [words, setWords] = useState('')
  const put = usePutRule(draft, () => setRule(undefined))
  const takeOut = useTakeOut(draft)
  const names = new Map((classes.data ?? []).map(({ code, name }) => [code, name]))
  const nameOf = (code: string) => (code ? (names.get(code) ?? code) : say('everyClass'))
  const found = matching(rules, nameOf, words, useToldOf())
  return (
    <section aria-label={say('rules')}>
      <h3>{say('rules')}</h3>
      <Fault error={takeOut.error} />
      <FindLine
        label={say('find')}
        words={words}
        onWords={setWords}
        found={say('ruleCount', { count: found.length })}
      >
        {open && <Button onClick={() => setRule('new')}>{say('newRule')}</Button>}
      </FindLine>
      {rule && (
        <RuleForm
          key={rule === 'new' ? '' : rule.code}
          rule={rule === 'new' ? undefined : rule}
          first={draft.from}
          className={rule === 'new' ? '' : nameOf(rule.classCode)}
          change={put}
          onCancel={() => setRule(undefined)}
        />
      )}
      {found.length === 0 ? (
        <Empty title={say('none')}>{say('noneAdvice')}</Empty>
      ) : (
        <RuleTable
          rules={found}
          nameOf={nameOf}
          onChange={open ? setRule : undefined}
          onRemove={open ? (one) => takeOut.mutate(one) : undefined}
        />
      )}
    </section>
  )
}
