import { expect, test } from 'vitest'
import { faultsOf, isClock, measuredOf, tellMeasured, tellQuantity, typedAgain } from './measured'

const typed = (quantity: string, value: string, unit = '') => ({ quantity, value, unit })

test('when a lamp comes on or goes off is told by the clock in both languages, and nothing else is', () => {
  for (const quantity of ['亮灯时刻', ' 关灯时刻 ', 'Came on at', 'went off at'])
    expect(isClock(quantity)).toBe(true)
  for (const quantity of ['照度', '沉降', 'light', '']) expect(isClock(quantity)).toBe(false)
})

test('a clock is a time of day, a value a number', () => {
  for (const odd of ['', '18.25', '18', '24:00', '18:60'])
    expect(faultsOf(typed('亮灯时刻', odd)).value).toBe('clockMissing')
  expect(faultsOf(typed('亮灯时刻', '18:15')).value).toBeUndefined()
  for (const odd of ['', 'x', '18:15']) expect(faultsOf(typed('沉降', odd)).value).toBe('numberMissing')
  expect(faultsOf(typed(' ', '2.5'))).toEqual({ quantity: 'missing', value: undefined })
})

test('what is kept of it comes back as it was typed, and is told with its unit or as a clock', () => {
  for (const one of [typed('亮灯时刻', '18:15'), typed('沉降', '2.5', 'cm')])
    expect(typedAgain(measuredOf(one))).toEqual(one)
  expect(measuredOf(typed('亮灯时刻', '18:15'))).toEqual({ quantity: '亮灯时刻', clock: '18:15' })
  expect(tellMeasured({ clock: '18:15:00', unit: '' })).toBe('18:15')
  expect(tellMeasured({ value: 2.5, unit: 'cm' })).toBe('2.5 cm')
  expect(tellMeasured({ value: 3, unit: '' })).toBe('3')
})

test('what is usually measured is kept in the language of the city and told in that of the pages', () => {
  expect(measuredOf(typed('Came on at ', '18:15'))).toEqual({ quantity: '亮灯时刻', clock: '18:15' })
  expect(measuredOf(typed('settlement', '2.5', 'cm')).quantity).toBe('沉降')
  expect(measuredOf(typed('Crack width', '2', 'mm')).quantity).toBe('Crack width')
  expect(tellQuantity('亮灯时刻', 'en')).toBe('came on at')
  expect(tellQuantity('亮灯时刻', 'zh-CN')).toBe('亮灯时刻')
  expect(tellQuantity('裂缝宽', 'en')).toBe('裂缝宽')
})
