import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect } from 'vitest'
import type { Operation } from '@/shared/api/types'
import { casePage, renderAt, stubNetwork } from '@/shared/testing/stage'
import { CaseDetail } from '../case-detail'

const path = '/api/cases/c1'
const units = [
  { id: 'u3', name: '潞湾街道城市管理办公室', shortName: '城管办', kind: 'section' },
  { id: 'u5', name: '生态环境局', shortName: '环境局', kind: 'department' },
]

/** Opens the form of an operation; gives what was posted so far. */
export const open = async (
  operation: Operation,
  route: string,
  changes: Parameters<typeof casePage>[0] = {},
) => {
  const made = stubNetwork({
    [`GET ${path}`]: casePage({ operations: [operation], ...changes }),
    [`GET ${path}/colleagues`]: [{ id: 'a9', name: '陈默' }],
    'GET /api/units': units,
    'GET /api/classes': [
      { code: '04', name: '城乡建设' },
      { code: '0407', name: '路灯照明', parentCode: '04' },
    ],
    [`POST ${path}/${route}`]: casePage({ version: 4 }),
  })
  renderAt('/', <CaseDetail id="c1" first={operation} />)
  const posted = () => made.filter(({ method }) => method === 'POST')
  return {
    posted,
    /** What was sent, on which version. */
    sent: async () => {
      await expect.poll(() => posted().length).toBe(1)
      const request = posted()[0]
      expect(request?.headers.get('If-Match')).toBe('"3"')
      expect(new URL(request?.url ?? '').pathname).toBe(`${path}/${route}`)
      return (await request?.json()) as unknown
    },
  }
}

export const press = async (name: string) =>
  userEvent.click((await screen.findAllByRole('button', { name })).at(-1) as HTMLElement)
export const say = async (label: string | RegExp, words: string) =>
  userEvent.type(await screen.findByLabelText(label), words)
export const choose = async (name: string) => userEvent.click(await screen.findByRole('radio', { name }))
export const pick = async (label: string, option: string) => {
  await userEvent.click(screen.getByRole('combobox', { name: label }))
  await userEvent.click((await screen.findAllByText(option)).at(-1) as HTMLElement)
}
