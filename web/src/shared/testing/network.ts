import { vi } from 'vitest'

/** What the stubbed network answers: a body alone is a 200. */
export interface Answer {
  status?: number
  body?: unknown
  offline?: boolean
}

/** What was asked, as the server would have seen it. */
export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
}

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Stands in for the network, and for nothing else: `answers` is keyed by `GET /api/session`. Tells what was asked. */
export const stubNetwork = (answers: Record<string, Answer | ((asked: Asked) => Answer)>) => {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (input: Request) => {
    const { pathname: path, searchParams: query } = new URL(input.url)
    const one: Asked = {
      method: input.method,
      path,
      query,
      headers: input.headers,
      body: read(await input.clone().text()),
    }
    asked.push(one)
    const entry = answers[`${one.method} ${path}`]
    const {
      status = 200,
      body,
      offline,
    } = (typeof entry === 'function' ? entry(one) : entry) ?? { status: 404 }
    if (offline) throw new TypeError('Failed to fetch')
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
    })
  })
  return {
    asked,
    to: (name: string) => asked.filter(({ method, path }) => `${method} ${path}` === name),
  }
}
