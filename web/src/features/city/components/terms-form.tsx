import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { ComponentPage } from './component'
import { useWords } from './words'

export const termKinds = ['schedule', 'warranty', 'tariff'] as const

/** The parts of a day by the price of electricity. */
export const pricePeriods = ['sharp', 'peak', 'flat', 'valley', 'deepValley'] as const

/** Hours with prices of their own; in yuan. */
interface TypedPeriod {
  kind: (typeof pricePeriods)[number]
  from: string
  until: string
  energy: number
  service: number
}

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
  periods?: TypedPeriod[]
}

const mostSeasons = 12
const mostPeriods = 24
const fen = (yuan: number) => Math.round(yuan * 100)

/** The terms of a kind as they are sent. */
export const termsOf = ({ kind, seasons, by, ends, energy, service, parking, periods = [] }: TypedTerms) => {
  switch (kind) {
    case 'schedule':
      return { schedule: { seasons } }
    case 'warranty':
      return { warranty: { by: by.trim(), ends } }
    case 'tariff':
      return {
        tariff: {
          energyFen: fen(energy),
          serviceFen: fen(service),
          parkingFen: fen(parking),
          periods: periods.map(({ kind, from, until, energy, service }) => ({
            kind,
            from,
            until,
            energyFen: fen(energy),
            serviceFen: fen(service),
          })),
        },
      }
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
        <>
          <div className="form-pair">
            {(['energy', 'service', 'parking'] as const).map((price) => (
              <Price key={price} name={price} label={say(price)} />
            ))}
          </div>
          <Periods />
        </>
      )}
    </>
  )
}

function Price({ name, label }: { name: string | [number, string]; label: string }) {
  const say = useWords()
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: say('fieldMissing') }]}>
      <InputNumber min={0} max={1000} precision={2} />
    </Form.Item>
  )
}

/** Hours that cost otherwise than the rest of the day; that none overlaps the server looks at. */
function Periods() {
  const say = useWords()
  return (
    <Form.List name="periods">
      {(periods, { add, remove }) => (
        <>
          <p className="soft">{say('periodsNote')}</p>
          {periods.map(({ key, name }, index) => (
            <fieldset key={key} className="form-part">
              <legend>{say('periodNth', { nth: index + 1 })}</legend>
              <div className="form-pair">
                <Form.Item
                  name={[name, 'kind']}
                  label={say('periodKind')}
                  rules={[{ required: true, message: say('fieldMissing') }]}
                >
                  <Select options={pricePeriods.map((value) => ({ value, label: say(`period.${value}`) }))} />
                </Form.Item>
                {(['from', 'until'] as const).map((end) => (
                  <Form.Item
                    key={end}
                    name={[name, end]}
                    label={say(`period.${end}`)}
                    rules={[{ required: true, message: say('fieldMissing') }]}
                  >
                    <Input type="time" />
                  </Form.Item>
                ))}
                <Price name={[name, 'energy']} label={say('energy')} />
                <Price name={[name, 'service']} label={say('service')} />
              </div>
              <Button size="small" onClick={() => remove(name)}>
                {say('periodRemove', { nth: index + 1 })}
              </Button>
            </fieldset>
          ))}
          {periods.length < mostPeriods && (
            <Button onClick={() => add({ service: 0 })}>{say('periodAdd')}</Button>
          )}
        </>
      )}
    </Form.List>
  )
}

/** The seasons of a lamp: together they cover the year once, which the server looks at. */
function Seasons() {
  const say = useWords()
  const part = (field: number, name: 'from' | 'until', pattern: RegExp, placeholder: string) => (
    <Form.Item
      name={[field, name]}
      label={say(`season.${name}`)}
      rules={[{ required: true, pattern, message: placeholder }]}
    >
      <Input placeholder={placeholder} maxLength={5} />
    </Form.Item>
  )
  const clock = (field: number, name: 'on' | 'off') => (
    <Form.Item
      name={[field, name]}
      label={say(`season.${name}`)}
      rules={[{ required: true, message: say('fieldMissing') }]}
    >
      <Input type="time" />
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
                {clock(name, 'on')}
                {clock(name, 'off')}
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
