import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { jpeg, stubUploads } from '@/shared/testing/uploads'
import { arrived, type Photo } from './photo'
import { PhotoPicker } from './photo-picker'

function Picker({ max = 9, sends = true }: { max?: number; sends?: boolean }) {
  const [photos, change] = useState<readonly Photo[]>([])
  return (
    <>
      <PhotoPicker label="照片" photos={photos} onChange={change} max={max} sends={sends} />
      <output>{arrived(photos).join()}</output>
    </>
  )
}

const input = () => screen.getByLabelText(/添加照片/)

test('each photo is sent at once and arrives under its id', async () => {
  const uploads = stubUploads((nth) => ({ status: 201, body: { id: `photo-${nth}` } }))
  const { person } = draw(<Picker />)
  await person.upload(input(), [jpeg('a.jpg'), jpeg('b.jpg')])
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('photo-1,photo-2'))
  expect(uploads.count()).toBe(2)
})

test('how much has left is told while a photo is on its way', async () => {
  stubUploads(() => ({ status: 0, hangs: true }))
  const { person } = draw(<Picker />)
  await person.upload(input(), jpeg())
  await waitFor(() => expect(screen.getByRole('progressbar')).toHaveProperty('value', 0.4))
})

test('a file that is too large is refused with its size, and never sent', async () => {
  const uploads = stubUploads(() => ({ status: 201, body: { id: 'x' } }))
  const { person } = draw(<Picker />)
  await person.upload(input(), jpeg('huge.jpg', 11 * 1024 * 1024))
  expect(screen.getByRole('alert').textContent).toContain('11.0 MB')
  expect(screen.queryByRole('button', { name: '再传一次' })).toBeNull()
  expect(uploads.count()).toBe(0)
})

test('a photo that is shrunk before it is sent may be as large as phones take them; one that no browser can shrink may not', async () => {
  stubUploads(() => ({ status: 201, body: { id: 'x' } }))
  const { person } = draw(<Picker sends={false} />)
  await person.upload(input(), jpeg('sharp.jpg', 25 * 1024 * 1024))
  expect(screen.queryByRole('alert')).toBeNull()
  await person.upload(
    input(),
    new File([new Uint8Array(11 * 1024 * 1024)], 'sharp.heic', { type: 'image/heic' }),
  )
  expect(screen.getByRole('alert').textContent).toContain('11.0 MB')
})

test('the reason of the server stands at the file that it refused, beside one that arrived', async () => {
  stubUploads((nth) =>
    nth === 1
      ? { status: 415, body: { type: '/problems/file-type', title: '这不是照片。' } }
      : { status: 201, body: { id: 'good' } },
  )
  const { person } = draw(<Picker />)
  await person.upload(input(), [jpeg('liar.jpg'), jpeg('lamp.jpg')])
  expect((await screen.findByRole('alert')).textContent).toBe('liar.jpg这不是照片。')
  expect(screen.getByRole('status').textContent).toBe('good')
})

test('a lost connection keeps the photo, and one press sends it again', async () => {
  stubUploads((nth) => (nth === 1 ? { status: 0 } : { status: 201, body: { id: 'second' } }))
  const { person } = draw(<Picker />)
  await person.upload(input(), jpeg())
  await person.click(await screen.findByRole('button', { name: '再传一次' }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('second'))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('more than the limit are left out, and that is said', async () => {
  stubUploads((nth) => ({ status: 201, body: { id: String(nth) } }))
  const { person } = draw(<Picker max={2} />)
  await person.upload(input(), [jpeg('1.jpg'), jpeg('2.jpg'), jpeg('3.jpg')])
  expect(screen.getByRole('alert').textContent).toContain('后面 1 张没有加进来')
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('1,2'))
})

test('a photo that was removed by mistake is put back where it was, and not sent a second time', async () => {
  const uploads = stubUploads((nth) => ({ status: 201, body: { id: `photo-${nth}` } }))
  const { person } = draw(<Picker />)
  await person.upload(input(), [jpeg('a.jpg'), jpeg('b.jpg')])
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('photo-1,photo-2'))
  await person.click(screen.getByRole('button', { name: '去掉照片 a.jpg' }))
  expect(screen.getByRole('status').textContent).toBe('photo-2')
  const back = screen.getByRole('button', { name: '放回 a.jpg' })
  expect(document.activeElement).toBe(back)
  await person.click(back)
  expect(screen.getByRole('status').textContent).toBe('photo-1,photo-2')
  expect(screen.queryByRole('button', { name: /放回/ })).toBeNull()
  expect(uploads.count()).toBe(2)
})
