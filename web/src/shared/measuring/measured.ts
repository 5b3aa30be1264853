/** What is typed of a measurement. Of a time of day the value is a clock, `18:15`, and there is no unit. */
export interface TypedMeasurement {
  quantity: string
  value: string
  unit: string
}

export const nothingMeasured: TypedMeasurement = { quantity: '', value: '', unit: '' }

/** What was measured: a value in a unit, or a time of day. */
export interface MeasuredValue {
  quantity: string
  value?: number
  unit?: string
  /** As `18:15`. */
  clock?: string
}

/** What is usually measured: as the registry names it, in the city's language, and in English. */
export const usualQuantities = [
  { name: '沉降', english: 'settlement' },
  { name: '倾斜', english: 'tilt' },
  { name: '亮灯时刻', english: 'came on at' },
  { name: '关灯时刻', english: 'went off at' },
  { name: '照度', english: 'light' },
  { name: '破损面积', english: 'broken area' },
  { name: '高度', english: 'height' },
] as const

/** A quantity as the registry names it; what is not usual stays as it was typed. */
const registered = (typed: string): string => {
  const words = typed.trim()
  return usualQuantities.find(({ english }) => english === words.toLowerCase())?.name ?? words
}

/** A quantity of the registry in the language of the pages. */
export const tellQuantity = (quantity: string, to: 'zh-CN' | 'en'): string =>
  (to === 'en' && usualQuantities.find(({ name }) => name === quantity)?.english) || quantity

/** Names of what is a time of day, as the server knows them (`ClockQuantity` of City). */
const clocks = [
  '亮灯时刻',
  '亮灯时间',
  '开灯时刻',
  'came on at',
  '关灯时刻',
  '关灯时间',
  '灭灯时刻',
  'went off at',
]

/** Whether a time of day is measured. */
export const isClock = (quantity: string): boolean => clocks.includes(quantity.trim().toLowerCase())

const isTime = (typed: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(typed)
const isNumber = (typed: string) => typed !== '' && Number.isFinite(Number(typed))

/** What is missing or odd, by field. */
export const faultsOf = ({ quantity, value }: TypedMeasurement) => ({
  quantity: quantity.trim() === '' ? ('missing' as const) : undefined,
  value: isClock(quantity)
    ? isTime(value)
      ? undefined
      : ('clockMissing' as const)
    : isNumber(value.trim())
      ? undefined
      : ('numberMissing' as const),
})

/** What was typed without faults, as it is kept and sent. */
export const measuredOf = ({ quantity, value, unit }: TypedMeasurement): MeasuredValue =>
  isClock(quantity)
    ? { quantity: registered(quantity), clock: value }
    : { quantity: registered(quantity), value: Number(value), unit: unit.trim() }

/** The same as it was typed. */
export const typedAgain = ({ quantity, value, unit = '', clock }: MeasuredValue): TypedMeasurement => ({
  quantity,
  value: clock ?? String(value),
  unit,
})

interface Told {
  value?: number | null
  unit?: string | null
  clock?: string | null
}

/** What was measured, in words: `12.5 cm`, `18:15`. */
export const tellMeasured = ({ value, unit, clock }: Told): string =>
  clock ? clock.slice(0, 5) : `${value} ${unit ?? ''}`.trim()
