import { QueryClientProvider } from '@tanstack/react-query'
import { type ComponentType, type ReactNode, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { newQueryClient } from '@/shared/api/query-client'
import '@/shared/theme'
import '@/shared/tokens.css'
import { ErrorBoundary } from './error-boundary'

/** Gives the app a client to ask with. */
function Asking({ children }: { children: ReactNode }) {
  const [queries] = useState(newQueryClient)
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>
}

/** Draws an app into the page, with what every app needs around it; `Around` where it asks in a way of its own. */
export const start = (app: ReactNode, Around: ComponentType<{ children: ReactNode }> = Asking) => {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <Around>{app}</Around>
      </ErrorBoundary>
    </StrictMode>,
  )
}
