#!/usr/bin/env node
// Frames a second of the map with the components of the demo street, in a real Chromium: signs in at a host that `./jiban up` started, opens
// the map, drags it to and fro and counts what requestAnimationFrame is told. What the page itself costs is told apart from the drawing, which is
// another process's (a graphics card's, or SwiftShader's where there is none). Needs nothing but Node and Chromium.
//   node bench/frames.mjs http://127.0.0.1:8080 DIR/demo-logins.json [SECONDS]
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [base, logins, seconds = '10'] = process.argv.slice(2)
if (!base || !logins) {
  console.error('usage: node bench/frames.mjs ADDRESS DIR/demo-logins.json [SECONDS]')
  process.exit(2)
}

/** A page of Chromium, spoken to by its DevTools protocol. */
class Page {
  #session
  #next = 1
  #waiting = new Map()

  static async open() {
    const page = new Page()
    let heard = ''
    chromium.stdio[4].on('data', (part) => {
      const messages = (heard + part).split('\0')
      heard = messages.pop()
      for (const { id, result, error } of messages.map((one) => JSON.parse(one))) {
        const waiting = page.#waiting.get(id)
        page.#waiting.delete(id)
        if (error) waiting?.failed(new Error(error.message))
        else waiting?.done(result)
      }
    })
    const { targetInfos } = await page.call('Target.getTargets')
    const { targetId } = targetInfos.find(({ type }) => type === 'page')
    page.#session = (await page.call('Target.attachToTarget', { targetId, flatten: true })).sessionId
    return page
  }

  call(method, params = {}) {
    const id = this.#next++
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed })
      chromium.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.#session })}\0`)
    })
  }

  async goto(url) {
    await this.call('Page.navigate', { url })
    await this.until(`document.readyState === 'complete' && location.href.startsWith(${JSON.stringify(url.split('?')[0])})`)
  }

  async run(expression) {
    const { result, exceptionDetails } = await this.call('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async until(expression) {
    for (let tries = 0; tries < 600; tries++) {
      if (await this.run(`Boolean(${expression})`)) return
      await new Promise((done) => setTimeout(done, 100))
    }
    throw new Error(`never so: ${expression}`)
  }

  /** Milliseconds from frame to frame while something is done. */
  async framesOf(done) {
    await this.run(`(() => {
      const times = (window.frameTimes = [])
      const next = (at) => { times.push(at); if (window.frameTimes === times) requestAnimationFrame(next) }
      requestAnimationFrame(next)
    })()`)
    await done()
    const times = await this.run('(() => { const times = window.frameTimes; window.frameTimes = undefined; return times })()')
    return times.slice(1).map((at, index) => at - times[index])
  }

  /** Processor time of the page's own thread so far, milliseconds: its scripts, styles and layout, not what draws. */
  async ownTime() {
    const { metrics } = await this.call('Performance.getMetrics')
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value
  }

  /** Drags the map to and fro, a step every 16 ms as a hand does. */
  async drag(x, y, milliseconds) {
    const mouse = (type, at) =>
      this.call('Input.dispatchMouseEvent', { type, x: at, y, button: 'left', buttons: 1, clickCount: 1 })
    await mouse('mousePressed', x)
    const started = performance.now()
    for (;;) {
      const passed = performance.now() - started
      if (passed > milliseconds) break
      await mouse('mouseMoved', x + 300 * Math.sin(passed / 700))
      await new Promise((done) => setTimeout(done, 16))
    }
    await mouse('mouseReleased', x)
  }
}

const profile = mkdtempSync(join(tmpdir(), 'jiban-frames-'))
const chromium = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium', [
  '--headless=new',
  '--no-sandbox',
  '--enable-unsafe-swiftshader',
  '--remote-debugging-pipe',
  `--user-data-dir=${profile}`,
  '--window-size=1440,900',
  'about:blank',
], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
try {
  await measure(await Page.open())
} finally {
  chromium.kill()
  await new Promise((done) => chromium.once('exit', done))
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}

async function measure(page) {
  await page.call('Page.enable')
  await page.call('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(`${base}/desk/`)
  const { login, password } = JSON.parse(readFileSync(logins, 'utf8')).find(({ role }) => role === 'dispatcher')
  await page.run(`fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: ${JSON.stringify(JSON.stringify({ login, password }))} }).then((answer) => answer.status)`)
  await page.goto(`${base}/desk/map?off=cases`)
  await page.until(`document.querySelector('.maplibregl-canvas')`)
  // Until what is in sight has been drawn once.
  await new Promise((done) => setTimeout(done, 10_000))
  const renderer = await page.run(`(() => {
    const gl = document.createElement('canvas').getContext('webgl2')
    const named = gl?.getExtension('WEBGL_debug_renderer_info')
    return named ? gl.getParameter(named.UNMASKED_RENDERER_WEBGL) : 'unknown'
  })()`)
  const { x, y } = await page.run(`(() => {
    const { left, top, width, height } = document.querySelector('.maplibregl-canvas').getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  })()`)
  const still = await page.framesOf(() => new Promise((done) => setTimeout(done, 3000)))
  const before = await page.ownTime()
  const dragged = await page.framesOf(() => page.drag(x, y, Number(seconds) * 1000))
  const own = ((await page.ownTime()) - before) / dragged.length
  console.log(`drawn by ${renderer}`)
  console.log(`standing still  ${told(still)}`)
  console.log(`being dragged   ${told(dragged)}`)
  console.log(`the page's own work while dragged: ${own.toFixed(1)} ms of its thread a frame`)
}

function told(gaps) {
  const sorted = [...gaps].sort((one, other) => one - other)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  const perSecond = (1000 * gaps.length) / gaps.reduce((all, one) => all + one, 0)
  return `${perSecond.toFixed(1)} frames/s; a frame p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, ${gaps.length} frames`
}
