import { Select } from 'antd'
import { aside } from '@/shared/i18n/punctuation'
import type { WhistlePage } from './whistle'
import { useWords } from './words'

interface FindingFieldProps {
  id?: string
  page: WhistlePage
  value?: number | null
  onChange?: (value: number | null) => void
}

/** One item of the checklist, or none; those that wait for an answer first. */
export function FindingField({ id, page, value, onChange }: FindingFieldProps) {
  const say = useWords()
  const items = [...page.findings].sort((one, other) => Number(other.open) - Number(one.open))
  return (
    <Select<number>
      {...(id ? { id } : {})}
      {...(value == null ? {} : { value })}
      onChange={(next) => onChange?.(next ?? null)}
      allowClear
      placeholder={say('noFinding')}
      options={items.map(({ ordinal, item, result, open }) => ({
        value: ordinal,
        label: `${item}${aside(open ? say('findingOpen') : say(`finding.${result}`))}`,
      }))}
    />
  )
}
