import { isoDate } from '@/shared/time/civil-time'
import { store } from '../outbox/store'
import { componentsName, type KeptComponents } from './kept-components'

interface Some {
  code: string
  name: string
  lon: number
  lat: number
  state?: string
}

/** For tests: the phone keeps some components since this morning. */
export const keepSome = async (some: readonly Some[]): Promise<void> => {
  const value: KeptComponents = {
    box: [113, 28, 114, 29],
    at: Date.parse(`${isoDate(new Date())}T08:02:00+08:00`),
    told: {
      kinds: some.map(({ name }) => ({ classCode: '01018', name })),
      codes: some.map(({ code }) => code),
      kindOf: some.map((_, n) => n),
      states: some.map(({ state }) => state ?? 'intact'),
      lonE6: some.map(({ lon }) => Math.round(lon * 1e6)),
      latE6: some.map(({ lat }) => Math.round(lat * 1e6)),
      more: false,
    },
  }
  await store.kept.put({ name: componentsName, value })
}
