import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** The apps that are built apart, each with the prefix under which the host serves it. */
const bases = { citizen: '/', desk: '/desk/', field: '/field/' } as const

type App = keyof typeof bases

const isApp = (name: string): name is App => name in bases

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(() => {
  const app = process.env.APP ?? 'desk'
  if (!isApp(app)) throw new Error(`APP must be one of ${Object.keys(bases).join(', ')}, not "${app}"`)
  const host = process.env.JIBAN_HOST ?? 'http://127.0.0.1:8080'
  return {
    root: process.env.VITEST ? here('.') : here(`src/${app}`),
    base: bases[app],
    publicDir: false as const,
    plugins: [react()],
    // The host replaces the placeholder by a nonce of its own in every index.html it sends.
    html: { cspNonce: '__CSP_NONCE__' },
    // The server's own word lists: one truth for what the page hints at and what dispatch decides.
    resolve: { alias: { '@/': here('src/'), '@shipped': here('../src/Jiban.Dispatch/Shipped') } },
    build: {
      outDir: here(`dist/${app}`),
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 1200,
    },
    server: {
      proxy: { '/api': host, '/health': host },
      fs: { allow: [here('.'), here('../src/Jiban.Dispatch/Shipped')] },
    },
    test: {
      include: ['src/**/*.test.{ts,tsx}'],
      environment: 'happy-dom',
      setupFiles: [here('tools/test-setup.ts')],
      restoreMocks: true,
      // Typing into a page of antd takes seconds on a busy machine.
      testTimeout: 30_000,
    },
  }
})
