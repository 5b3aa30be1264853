import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useClasses } from '@/shared/reference/reference'
import { useTerms } from '@/shared/terms'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { RuleForm } from './rule-form'
import { matching, type Rule, useRules } from './rules'
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
  const { message } = App.useApp()
  const classes = useClasses()
  const [words, setWords] = useState('')
  const [open, setOpen] = useState<Rule>()
  const names = new Map((classes.data ?? []).map(({ code, name }) => [code, name]))
  const nameOf = (code: string) => (code ? (names.get(code) ?? code) : say('everyClass'))
  const found = matching(rules, nameOf, words)
  return (
    <>
      <search className="page-filters">
        <Input
          allowClear
          className="find-rule"
          aria-label={say('find')}
          placeholder={say('find')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </search>
      {open && (
        <RuleForm
          key={open.code}
          rule={open}
          className={nameOf(open.classCode)}
          onCancel={() => setOpen(undefined)}
          onSaved={() => {
            setOpen(undefined)
            void message.success(say('saved'))
          }}
        />
      )}
      {found.length === 0 ? (
        <Empty title={say('none')}>{say('noneAdvice')}</Empty>
      ) : (
        <RuleTable rules={found} nameOf={nameOf} onChange={setOpen} />
      )}
    </>
  )
}

interface RuleTableProps {
  rules: readonly Rule[]
  nameOf: (code: string) => string
  onChange: (rule: Rule) => void
}

function RuleTable({ rules, nameOf, onChange }: RuleTableProps) {
  const say = useWords()
  const term = useTerms()
  return (
    <div className="wide-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('class')}</th>
            <th scope="col">{say('channels')}</th>
            <th scope="col">{say('mode')}</th>
            <th scope="col">{say('units')}</th>
            <th scope="col" className="number">
              {say('confidence')}
            </th>
            <th scope="col">{say('from')}</th>
            <th scope="col">{say('until')}</th>
            <th scope="col">
              <span className="unseen">{say('change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.code}>
              <th scope="row">
                {nameOf(rule.classCode)} <span className="soft">{rule.classCode}</span>
              </th>
              <td>{say(`channels.${rule.channels}`)}</td>
              <td>{term(`mode.${rule.mode}`)}</td>
              <td>
                {rule.ownerFirst && `${say('owner')} → `}
                {rule.unitCode ?? rule.units.map((unit) => say(`kind.${unit}`)).join(' → ')}
              </td>
              <td className="number">{rule.confidence / 10}</td>
              <td>{rule.from}</td>
              <td>{rule.until ?? <span className="soft">{say('noEnd')}</span>}</td>
              <td>
                <Button
                  size="small"
                  aria-label={say('changing', { code: `${nameOf(rule.classCode)} ${rule.code}` })}
                  onClick={() => onChange(rule)}
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
