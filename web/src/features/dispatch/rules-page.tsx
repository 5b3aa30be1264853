import { Button } from 'antd'
import { useState } from 'react'
import { useClasses } from '@/shared/reference/reference'
import { isoDate } from '@/shared/time/civil-time'
import { useOpenEntry } from '@/shared/ui/entries'
import { Fault } from '@/shared/ui/fault'
import { FindLine } from '@/shared/ui/find-line'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { CatalogueLint } from './lint'
import { RuleForm } from './rule-form'
import { RuleTable, useToldOf } from './rule-table'
import { matching, type Rule, useChangeRule, useRemoveRule, useRules } from './rules'
import { ThresholdsForm } from './thresholds-form'
import { useWords } from './words'

/** Who answers for what, and how sure dispatch must be to act by itself. */
export function RulesPage() {
  const say = useWords()
  const rules = useRules()
  return (
    <>
      <h2>{say('thresholds')}</h2>
      <ThresholdsForm />
      <h2>{say('rules')}</h2>
      <p className="soft">{say('intro')}</p>
      <CatalogueLint />
      {rules.data ? (
        <RuleList rules={rules.data} />
      ) : rules.error ? (
        <Failed error={rules.error} onRetry={() => void rules.refetch()} />
      ) : (
        <Loading rows={10} />
      )}
    </>
  )
}

function RuleList({ rules }: { rules: readonly Rule[] }) {
  const say = useWords()
  const classes = useClasses()
  const [words, setWords] = useState('')
  const { open, edit, close, done } = useOpenEntry<Rule | 'new'>()
  const names = new Map((classes.data ?? []).map(({ code, name }) => [code, name]))
  const nameOf = (code: string) => (code ? (names.get(code) ?? code) : say('everyClass'))
  const found = matching(rules, nameOf, words, useToldOf())
  const change = useChangeRule(() => done(say('saved')))
  const remove = useRemoveRule(() => done(say('ruleTakenBack')))
  const today = isoDate(new Date())
  return (
    <>
      <FindLine
        label={say('find')}
        words={words}
        onWords={setWords}
        found={say('ruleCount', { count: found.length })}
      >
        <Button onClick={() => edit('new')}>{say('newRule')}</Button>
        <a href="/api/dispatch/rules/export" download>
          {say('export')}
        </a>
      </FindLine>
      {open && (
        <RuleForm
          key={open === 'new' ? '' : open.code}
          rule={open === 'new' ? undefined : open}
          first={today}
          className={open === 'new' ? '' : nameOf(open.classCode)}
          change={change}
          onCancel={close}
        />
      )}
      <Fault error={remove.error} />
      {found.length === 0 ? (
        <Empty title={say('none')}>{say('noneAdvice')}</Empty>
      ) : (
        <RuleTable
          rules={found}
          nameOf={nameOf}
          onChange={edit}
          onRemove={(rule) => remove.mutate(rule)}
          canRemove={({ from }) => from > today}
        />
      )}
    </>
  )
}
