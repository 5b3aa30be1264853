import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { newQueryClient } from '@/shared/api/query-client'

/** Draws a page as the apps do, with a person to use it. */
export const draw = (page: ReactNode) => {
  const person = userEvent.setup()
  const drawn = render(<QueryClientProvider client={newQueryClient()}>{page}</QueryClientProvider>)
  return { person, ...drawn }
}
