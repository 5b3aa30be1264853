import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { newQueryClient } from '@/shared/api/query-client'
import '@/shared/theme'
import '@/shared/tokens.css'
import { ErrorBoundary } from './error-boundary'

/** Draws an app into the page, with what every app needs around it. */
export const start = (app: ReactNode) => {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <QueryClientProvider client={newQueryClient()}>{app}</QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>,
  )
}
