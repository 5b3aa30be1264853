import { fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { draw } from '@/shared/testing/draw'
import { FileField } from './file-field'

test('a file that was mended under its name is chosen again', async () => {
  const chosen = vi.fn()
  const { person } = draw(<FileField label="文件" accept=".csv" onChoose={chosen} />)
  const field = screen.getByLabelText<HTMLInputElement>('文件')
  await person.upload(field, new File(['a'], 'census.csv'))
  expect(screen.getByText('census.csv')).toBeTruthy()
  expect(field.value).not.toBe('')

  // A browser tells of a choice only where it is another one than before.
  fireEvent.click(field)
  expect(field.value).toBe('')
  expect(screen.getByText('census.csv')).toBeTruthy()
})
