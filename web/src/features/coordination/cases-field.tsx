import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { useClassName } from '@/shared/reference/reference'
import { useSession } from '@/shared/session/session'
import { useWords } from './words'

/** A case that was chosen: its id, and how it is called in the field. */
export interface ChosenCase {
  value: string
  label: string
}

interface CasesFieldProps {
  id?: string
  value?: ChosenCase[]
  onChange?: (value: ChosenCase[]) => void
}

const open = 'queued,dispatched,signed,suspended,resolved'
const pause = 300

/** Open cases of one's unit and those below it, found by number, place or words; several, or none. */
export function CasesField({ id, value = [], onChange }: CasesFieldProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const classOf = useClassName()
  const found = useOpenCases(useSettled(typed.trim()))
  return (
    <Select<ChosenCase[]>
      {...(id ? { id } : {})}
      mode="multiple"
      labelInValue
      value={value}
      onChange={(next) => onChange?.(next.map(({ value, label }) => ({ value, label })))}
      placeholder={say('noCases')}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? say('searching') : say('noCaseFound')}
      options={(found.data?.items ?? []).map(({ id, number, className, placeName, summary }) => ({
        value: id,
        label: number,
        what: [classOf(className), placeName, summary].filter(Boolean).join(' · '),
      }))}
      optionRender={({ data }) => (
        <span className="whistle-case">
          {data.label} <span className="soft">{(data as { what?: string }).what}</span>
        </span>
      )}
    />
  )
}

const useOpenCases = (q: string) => {
  const { data: session } = useSession()
  const unit = session?.unit?.id
  return useQuery({
    queryKey: ['whistles', 'cases', unit, q],
    queryFn: () =>
      body(
        api.GET('/api/cases', {
          params: { query: { state: open, limit: 20, ...(unit ? { unit } : {}), ...(q ? { q } : {}) } },
        }),
      ),
    enabled: session !== undefined,
    placeholderData: (before) => before,
  })
}

/** What was typed, once the typing pauses: one search for a word, not one for each letter. */
const useSettled = (typed: string) => {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pause)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}
