import { vi } from 'vitest'

export interface UploadAnswer {
  status: number
  body?: unknown
  /** No answer ever comes. */
  hangs?: boolean
}

/** Stands in for the one request that fetch can't do: an upload that tells its progress. */
export const stubUploads = (answer: (nth: number) => UploadAnswer) => {
  const paths: string[] = []
  class Upload {
    status = 0
    responseText = ''
    upload: { onprogress?: (event: { lengthComputable: boolean; loaded: number; total: number }) => void } =
      {}
    onload?: () => void
    onerror?: () => void
    onabort?: () => void
    open(_: string, path: string) {
      paths.push(decodeURIComponent(path))
    }
    setRequestHeader() {}
    abort() {
      this.onabort?.()
    }
    send() {
      const { status, body, hangs } = answer(paths.length)
      queueMicrotask(() => {
        this.upload.onprogress?.({ lengthComputable: true, loaded: 4, total: 10 })
        if (hangs) return
        this.status = status
        this.responseText = JSON.stringify(body)
        if (status === 0) this.onerror?.()
        else this.onload?.()
      })
    }
  }
  vi.stubGlobal('XMLHttpRequest', Upload)
  return { count: () => paths.length, paths }
}

export const jpeg = (name = 'lamp.jpg', bytes = 1_000) =>
  new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })
