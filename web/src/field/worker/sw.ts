import { clientsClaim } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, StaleWhileRevalidate } from 'workbox-strategies'
import { areaCache } from '@/features/patrol/area/area-cache'
import { sendWaiting } from '@/features/patrol/outbox/sender'
import { store } from '@/features/patrol/outbox/store'

declare const self: ServiceWorkerGlobalScope
/** Every file of the app; written in by the build (`vite.config.ts`). */
declare const __PRECACHE__: PrecacheEntry[]

precacheAndRoute(__PRECACHE__)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/field/index.html')))
clientsClaim()

// A photo never changes under its address. They go with the session (`kept-answers.ts`).
registerRoute(
  ({ url }) => /^\/api\/cases\/[^/]+\/attachments\//.test(url.pathname),
  new CacheFirst({
    cacheName: 'jiban.photos',
    plugins: [new ExpirationPlugin({ maxEntries: 300, purgeOnQuotaError: true })],
  }),
)

const lookedAt = new StaleWhileRevalidate({
  cacheName: 'jiban.map',
  plugins: [new ExpirationPlugin({ maxEntries: 400, purgeOnQuotaError: true })],
})

// The base map tells nothing about people, and is the same for everybody. One's own area is kept whole by the page, which goes past
// here (`kept-area.ts`); of the rest, where somebody looked.
registerRoute(
  ({ url, request }) => url.pathname.startsWith('/api/city/tiles/land/') && request.cache !== 'no-cache',
  async ({ request, event }) =>
    (await caches.match(request, { cacheName: areaCache, ignoreVary: true })) ??
    lookedAt.handle({ request, event }),
)

self.addEventListener('message', ({ data }) => {
  if (data === 'takeOver') void self.skipWaiting()
})

/** Background sync, where a browser has it: sends after the page was closed. A rejection makes the browser try again later. */
interface SyncEvent extends ExtendableEvent {
  tag: string
}

const sendInBackground = () =>
  self.navigator.locks.request('jiban.outbox', async () => {
    const { end } = await sendWaiting(store, (request) => fetch(request), self.location.origin)
    if (end === 'away') throw new Error('the server is out of reach')
  })

self.addEventListener('sync', ((event: SyncEvent) => {
  if (event.tag === 'jiban.outbox') event.waitUntil(sendInBackground())
}) as unknown as EventListener)
