import { Form, InputNumber } from 'antd'
import { api, body } from '@/shared/api/client'
import type { Got } from '@/shared/api/types'
import { type CaseWord, useWords } from '../words'
import { EditedSetting, SavedSetting, useEdited } from './saved-setting'
import './settings.css'

type Numbers = Got<'/api/settings/numbers'>

const name = 'numbers'

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
  const { typed, set, keys } = useEdited(name, saved, (numbers) =>
    body(api.PUT('/api/settings/numbers', { body: numbers })),
  )
  const change = (number: string, value: number) =>
    set({ rows: typed.rows.map((one) => (one.name === number ? { ...one, value } : one)) })
  return (
    <EditedSetting keys={keys}>
      <Form layout="vertical" className="limits-end">
        {typed.rows.map(({ name: number, value, least, most }) => (
          <Form.Item
            key={number}
            label={say(`number.${number}` as CaseWord)}
            htmlFor={`number-${number}`}
            extra={say('numberRange', { least: least ?? 0, most: most ?? 0 })}
          >
            <InputNumber
              id={`number-${number}`}
              min={least}
              max={most}
              precision={0}
              value={value}
              onChange={(value) => value !== null && change(number, value)}
            />
          </Form.Item>
        ))}
      </Form>
    </EditedSetting>
  )
}
