import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { ComponentPage } from './component'
import { useWords } from './words'

export const termKinds = ['schedule', 'warranty', 'tariff'] as const

type Season = NonNullable<ComponentPage['terms'][number]['schedule']>['seasons'][number]

/** What is typed of terms; each kind asks for its own part. Prices in yuan. */
export interface TypedTerms {
  kind: (typeof termKinds)[number]
  seasons: Season[]
  by: string
  ends: string
  energy: number
  service: number
  parking: number
}

const mostSeasons = 12
const fen = (yuan: number) => Math.round(yuan * 100)

/** The terms of a kind as they are sent. */
export const termsOf = ({ kind, seasons, by, ends, energy, service, parking }: TypedTerms) => {
  switch (kind) {
    case 'schedule':
      return { schedule: { seasons } }
    case 'warranty':
      return { warranty: { by: by.trim(), ends } }
    case 'tariff':
      return { tariff: { energyFen: fen(energy), serviceFen: fen(service), parkingFen: fen(parking) } }
  }
}

/** The fields of terms from a day on. */
export function TermsFields() {
  const say = useWords()
  const kind = Form.useWatch<TypedTerms['kind'] | undefined>('kind')
  return (
    <>
      <div className="form-pair">
        <Form.Item
          name="kind"
          label={say('termsKind')}
          rules={[{ required: true, message: say('fieldMissing') }]}
        >
          <Select options={termKinds.map((value) => ({ value, label: say(`terms.${value}`) }))} />
        </Form.Item>
        <Day name="from" label={say('from')} />
      </div>
      {kind === 'schedule' && <Seasons />}
      {kind === 'warranty' && (
        <div className="form-pair">
          <Form.Item
            name="by"
            label={say('warrantyBy')}
            rules={[{ required: true, whitespace: true, message: say('fieldMissing') }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Day name="ends" label={say('warrantyEnds')} />
        </div>
      )}
      {kind === 'tariff' && (
        <div className="form-pair">
          {(['energy', 'service', 'parking'] as const).map((price) => (
            <Form.Item
              key={price}
              name={price}
              label={say(price)}
              rules={[{ required: true, message: say('fieldMissing') }]}
            >
              <InputNumber min={0} max={1000} precision={2} />
            </Form.Item>
          ))}
        </div>
      )}
    </>
  )
}

/** The seasons of a lamp: together they cover the year once, which the server looks at. */
function Seasons() {
  const say = useWords()
  const part = (field: number, name: keyof Season, pattern: RegExp, placeholder: string) => (
    <Form.Item
      name={[field, name]}
      label={say(`season.${name as 'from'}`)}
      rules={[{ required: true, pattern, message: placeholder }]}
    >
      <Input placeholder={placeholder} maxLength={5} />
    </Form.Item>
  )
  return (
    <Form.List name="seasons" initialValue={[{}, {}]}>
      {(seasons, { add, remove }) => (
        <>
          <p className="soft">{say('seasonsNote')}</p>
          {seasons.map(({ key, name }, index) => (
            <fieldset key={key} className="form-part">
              <legend>{say('seasonNth', { nth: index + 1 })}</legend>
              <div className="form-pair">
                {part(name, 'from', /^\d{2}-\d{2}$/, '10-16')}
                {part(name, 'until', /^\d{2}-\d{2}$/, '04-15')}
                {part(name, 'on', /^\d{2}:\d{2}$/, '17:30')}
                {part(name, 'off', /^\d{2}:\d{2}$/, '06:30')}
              </div>
              {seasons.length > 1 && (
                <Button size="small" onClick={() => remove(name)}>
                  {say('seasonRemove', { nth: index + 1 })}
                </Button>
              )}
            </fieldset>
          ))}
          {seasons.length < mostSeasons && <Button onClick={() => add({})}>{say('seasonAdd')}</Button>}
        </>
      )}
    </Form.List>
  )
}

/** A civil day, typed. */
export function Day({ name, label }: { name: 'from' | 'ends'; label: string }) {
  const say = useWords()
  return (
    <Form.Item
      name={name}
      label={label}
      rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: say('dayOdd') }]}
    >
      <Input placeholder="2026-01-01" maxLength={10} />
    </Form.Item>
  )
}
