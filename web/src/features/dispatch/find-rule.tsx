import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from './words'

interface FindRuleProps {
  words: string
  onWords: (words: string) => void
  /** How many were found. */
  count: number
  /** What else can be done with the rules. */
  children?: ReactNode
}

/** The line above a table of rules: by which words they are looked for, and how many were found. */
export function FindRule({ words, onWords, count, children }: FindRuleProps) {
  const say = useWords()
  return (
    <search className="page-filters">
      <Input
        allowClear
        className="find-rule"
        aria-label={say('find')}
        placeholder={say('find')}
        value={words}
        onChange={(event) => onWords(event.target.value)}
      />
      {children}
      <span className="soft" role="status">
        {say('ruleCount', { count })}
      </span>
    </search>
  )
}
