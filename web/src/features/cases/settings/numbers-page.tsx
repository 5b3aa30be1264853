import { InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { count } from '@/shared/numbers'
import { FindLine } from '@/shared/ui/find-line'
import { Empty } from '@/shared/ui/pieces'
import { type CaseWord, useWords } from '../words'
import { EditedSetting, SavedSetting, useEdited } from './saved-setting'
import './settings.css'

type Numbers = Got<'/api/settings/numbers'>
type RuleNumber = Numbers['rows'][number]

const name = 'numbers'

/** What they are about, in the order of a case's life; what stands in none of them comes last. */
const groups = {
  handling: [
    'arbiterFrom',
    'extensions',
    'extensionDays',
    'suspensionGraceDays',
    'resumeHours',
    'handlings',
    'proofOfSolved',
  ],
  meeting: ['meetingDays', 'promiseDays'],
  asking: ['callBackTries', 'followUpTries', 'controlTries', 'askAgainHours'],
  repeats: ['repeatDays'],
  whistles: ['whistleReportMinutes', 'whistleEscalateMinutes', 'whistleDays', 'taskDays'],
} as const

const known = new Set<string>(Object.values(groups).flat())

const units = { Days: 'unit.day', Hours: 'unit.hour', Minutes: 'unit.minute' } as const

/** The word of its unit; a number of times has none. */
const unitOf = (number: string) => Object.entries(units).find(([ending]) => number.endsWith(ending))?.[1]

/** One that is either 1 or 0 says yes or no. */
const isYesOrNo = ({ least, most }: RuleNumber) => least === 0 && most === 1

/** How often and how long the rules allow something; each within its range. */
export function NumbersPage() {
  const say = useWords()
  return (
    <SavedSetting name={name} intro={say('numbersIntro')} read={() => body(api.GET('/api/settings/numbers'))}>
      {(saved) => <Fields saved={saved} />}
    </SavedSetting>
  )
}

function Fields({ saved }: { saved: Numbers }) {
  const say = useWords()
  const [sought, seek] = useState('')
  const { typed, set, keys } = useEdited(name, saved, (numbers) =>
    body(api.PUT('/api/settings/numbers', { body: numbers })),
  )
  const change = (number: string, value: number) =>
    set({ rows: typed.rows.map((one) => (one.name === number ? { ...one, value } : one)) })
  const wordOf = (number: string) => say(`number.${number}` as CaseWord)
  const words = sought.trim().toLowerCase()
  const parts = [
    ...Object.entries(groups).map(([group, names]) => ({
      title: say(`numbers.${group as keyof typeof groups}`),
      rows: names.flatMap((one) => typed.rows.find((row) => row.name === one) ?? []),
    })),
    { title: say('numbers.others'), rows: typed.rows.filter((row) => !known.has(row.name)) },
  ]
  const found = parts
    .map(({ title, rows }) => ({
      title,
      rows: title.toLowerCase().includes(words)
        ? rows
        : rows.filter((row) => wordOf(row.name).toLowerCase().includes(words)),
    }))
    .filter(({ rows }) => rows.length > 0)
  return (
    <EditedSetting keys={keys}>
      <FindLine label={say('findNumber')} words={sought} onWords={seek} />
      {found.length === 0 && <Empty title={say('noNumber')}>{say('noNumberAdvice')}</Empty>}
      {found.map(({ title, rows }) => (
        <section key={title} className="number-group">
          <h2>{title}</h2>
          {rows.map((row) => (
            <Line key={row.name} row={row} label={wordOf(row.name)} onChange={change} />
          ))}
        </section>
      ))}
    </EditedSetting>
  )
}

interface LineProps {
  row: RuleNumber
  label: string
  onChange: (number: string, value: number) => void
}

function Line({ row, label, onChange }: LineProps) {
  const say = useWords()
  const { name: number, value, least, most } = row
  const id = `number-${number}`
  const unit = unitOf(number)
  return (
    <div className="number-line">
      <label htmlFor={id}>{label}</label>
      {isYesOrNo(row) ? (
        <Switch id={id} checked={value === 1} onChange={(on) => onChange(number, on ? 1 : 0)} />
      ) : (
        <>
          <InputNumber
            id={id}
            min={least}
            max={most}
            precision={0}
            value={value}
            suffix={unit && say(unit)}
            aria-describedby={`${id}-range`}
            onChange={(typed) => typed !== null && onChange(number, typed)}
          />
          <span id={`${id}-range`} className="soft">
            {say('numberRange', { least: count(least ?? 0), most: count(most ?? 0) })}
          </span>
        </>
      )}
    </div>
  )
}
