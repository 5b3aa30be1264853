import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** The apps that are built apart, each with the prefix under which the host serves it; the worker keeps the built field app on the phone. */
const bases = { citizen: '/', desk: '/desk/', field: '/field/', 'field-worker': '/field/' } as const

type App = keyof typeof bases

const isApp = (name: string): name is App => name in bases

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Every built file of the field app with what tells its versions apart: the name, or a hash of the content. */
const precache = () =>
  readdirSync(here('dist/field'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'sw.js')
    .map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      const url = `/field/${relative(here('dist/field'), file)}`
      const revision = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)
      return { url, revision: url.startsWith('/field/assets/') ? null : revision }
    })

/** One file without imports beside the index.html that it serves: a worker is not split. */
const worker = (app: App) =>
  app === 'field-worker' && {
    define: { __PRECACHE__: JSON.stringify(precache()) },
    publicDir: false as const,
    build: {
      outDir: here('dist/field'),
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input: here('src/field/worker/sw.ts'),
        output: { format: 'iife' as const, entryFileNames: 'sw.js' },
      },
    },
  }

export default defineConfig(() => {
  const app = process.env.APP ?? 'desk'
  if (!isApp(app)) throw new Error(`APP must be one of ${Object.keys(bases).join(', ')}, not "${app}"`)
  const host = process.env.JIBAN_HOST ?? 'http://127.0.0.1:8080'
  return {
    root: process.env.VITEST ? here('.') : here(`src/${app === 'field-worker' ? 'field' : app}`),
    base: bases[app],
    // Manifest and icons of the app that can be installed.
    publicDir: app === 'field' ? here('src/field/public') : (false as const),
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
    ...worker(app),
    test: {
      include: ['src/**/*.test.{ts,tsx}'],
      environment: 'happy-dom',
      // A file that is saved is a link that is pressed: it leads the page of the tests, which share it, nowhere.
      environmentOptions: {
        happyDOM: {
          settings: { navigation: { disableMainFrameNavigation: true, disableFallbackToSetURL: true } },
        },
      },
      setupFiles: [here('tools/test-setup.ts')],
      restoreMocks: true,
      // Importing antd for every file takes longer than all tests together.
      isolate: false,
      // Typing into a page of antd takes seconds on a busy machine.
      testTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
    },
  }
})
