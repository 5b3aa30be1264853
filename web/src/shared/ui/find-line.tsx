import { Input } from 'antd'
import type { ReactNode } from 'react'

interface FindLineProps {
  /** What may be typed: the name of the field, and what stands in it while it is empty. */
  label: string
  words: string
  onWords: (words: string) => void
  /** How many were found, in words. */
  found?: string
  /** What else narrows the list or can be done with it. */
  children?: ReactNode
}

/** The line above a list: by which words it is looked through, and how many were found. */
export function FindLine({ label, words, onWords, found, children }: FindLineProps) {
  return (
    <search className="page-filters">
      <Input
        allowClear
        className="find-words"
        aria-label={label}
        placeholder={label}
        value={words}
        onChange={({ target }) => onWords(target.value)}
      />
      {children}
      {found !== undefined && (
        <span className="soft" role="status">
          {found}
        </span>
      )}
    </search>
  )
}
