import { screen } from '@testing-library/react'
import { vi } from 'vitest'
import { keepPhotos } from '@/shared/photos/kept-photos'
import type { draw } from '@/shared/testing/draw'
import { jpeg } from '@/shared/testing/uploads'
import { recordingsName, reportName } from './outbox/mend'
import { store } from './outbox/store'

/** For tests: what an inspector does on the page of a report, and what the platform answers. */
type Person = ReturnType<typeof draw>['person']

export const post = 'POST /api/patrol/reports'
export const unit = { id: 'u1', name: '潞湾街道城市管理办公室' }
export const signedIn = { 'GET /api/session': { body: { account: { id: 'a1' } } } }
export const uploads = { 'POST /api/uploads': { status: 201, body: { id: 'photo-1' } } }
export const filed = {
  status: 201,
  body: { number: 'N-1', caseId: 'c', dispatch: { state: 'dispatched', unit, reasons: [] } },
}

export const forgetAll = async () => {
  await store.outgoing.clear()
  await store.photos.clear()
  await keepPhotos(reportName('a1'), [])
  await keepPhotos(recordingsName(reportName('a1')), [])
}

const stubPosition = (
  watchPosition: (found: (position: unknown) => void, failed: (fault: { code: number }) => void) => void,
) => {
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', {
    ...navigator,
    onLine: true,
    geolocation: {
      watchPosition: (...hear: Parameters<typeof watchPosition>) => {
        queueMicrotask(() => watchPosition(...hear))
        return 1
      },
      clearWatch: () => undefined,
    },
  })
}

export const standAt = (longitude: number, latitude: number, accuracy: number) =>
  stubPosition((found) => found({ coords: { longitude, latitude, accuracy } }))

export const refusePosition = () => stubPosition((_, failed) => failed({ code: 1 }))

export const shoot = (person: Person) => person.upload(screen.getByLabelText(/拍照/), jpeg())

export const write = async (person: Person) => {
  await shoot(person)
  await person.type(screen.getByLabelText('是什么问题'), '绿化带下沉')
  await person.click(screen.getByRole('button', { name: '上报' }))
}
